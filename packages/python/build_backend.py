"""Builds the wheel with the standard library alone, so that no network is needed (PEP 517).

The wheel holds the Python files, the engine (`cidery.js`, made by `node scripts/bundle-embedded.js`)
and the catalogue of models.
"""
import base64
import hashlib
import os
import re
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
MODELS = os.path.join(HERE, "..", "..", "models")


def _project():
    text = open(os.path.join(HERE, "pyproject.toml"), encoding="utf-8").read()
    return {key: re.search(rf'^{key} = "(.*)"$', text, re.M).group(1) for key in ("name", "version", "description")}


def _files():
    package = os.path.join(HERE, "cidery")
    engine = os.path.join(HERE, "dist", "cidery.js")
    if not os.path.exists(engine):
        raise RuntimeError("dist/cidery.js is missing: run `node scripts/bundle-embedded.js` first")
    yield "cidery/cidery.js", open(engine, "rb").read()
    yield "cidery/widget.js", open(os.path.join(HERE, "dist", "widget.js"), "rb").read()
    for folder, below in ((package, "cidery"), (MODELS, "cidery/models")):
        for path, folders, names in os.walk(folder):
            folders[:] = sorted(f for f in folders if f != "__pycache__")
            for name in sorted(names):
                if name.endswith((".py", ".cid")) or name == "py.typed":
                    full = os.path.join(path, name)
                    yield f"{below}/{os.path.relpath(full, folder).replace(os.sep, '/')}", open(full, "rb").read()


def _metadata(project):
    readme = open(os.path.join(HERE, "README.md"), encoding="utf-8").read()
    return (
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        f"Summary: {project['description']}\nLicense: MIT\nRequires-Python: >=3.9\n"
        "Requires-Dist: mini-racer>=0.12.4\nProvides-Extra: pandas\n"
        "Requires-Dist: pandas; extra == 'pandas'\nProvides-Extra: notebook\n"
        "Requires-Dist: anywidget>=0.9; extra == 'notebook'\nDescription-Content-Type: text/markdown\n\n" + readme
    )


def get_requires_for_build_wheel(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    project = _project()
    info = f"{project['name']}-{project['version']}.dist-info"
    name = f"{project['name']}-{project['version']}-py3-none-any.whl"
    wheel = "Wheel-Version: 1.0\nGenerator: cidery\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    contents = [*_files(), (f"{info}/METADATA", _metadata(project).encode()), (f"{info}/WHEEL", wheel.encode())]
    record = []
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in contents:
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{path},sha256={digest},{len(data)}")
        record.append(f"{info}/RECORD,,")
        archive.writestr(f"{info}/RECORD", "\n".join(record) + "\n")
    return name
