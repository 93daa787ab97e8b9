"""What `peers.py` found, as a value to keep and as tables to read."""
import collections

WORDS = {
    "agrees": "agrees",
    "single": "agrees in single precision",
    "differs": "differs",
    "incomparable": "not comparable",
    "skipped": "skipped",
}


def record(sources, versions):
    """Every file with what became of each format and peer; reasons are numbered, since many share one."""
    reasons, files = {}, {}
    for source in sorted(sources, key=lambda one: one["source"]):
        rows = {}
        for row in source["rows"]:
            key = f"{row['format']}/{row['peer']}" if row["peer"] else "all"
            cell = [row["outcome"]]
            if "numbers" in row:
                cell += [row["numbers"], float(f"{row['worst']:.2g}")]
            for field in ("why", "note"):
                if field in row:
                    cell.append(reasons.setdefault(row[field], len(reasons)))
            rows[key] = cell
        files[source["source"]] = rows
    return {"versions": versions, "reasons": list(reasons), "files": files}


def kept(whole, sources, versions):
    """What a record says of files other than these, as `record` is given them."""
    if whole["versions"] != versions:
        raise SystemExit("the record is of other versions of the tools")
    done = {source["source"] for source in sources}
    return [
        {"source": name, "rows": [_row(key, cell, whole["reasons"]) for key, cell in cells.items()]}
        for name, cells in whole["files"].items()
        if name not in done
    ]


def _row(key, cell, reasons):
    outcome, *rest = cell
    format, _, peer = ("", "", "") if key == "all" else key.partition("/")
    row = {"format": format, "peer": peer, "outcome": outcome}
    if outcome in ("agrees", "single", "differs"):
        row |= dict(zip(("numbers", "worst"), rest))
        row |= {"note": reasons[at] for at in rest[2:]}
    else:
        row |= dict(zip(("why", "note"), (reasons[at] for at in rest)))
    return row


COLUMNS = ["bif/pyAgrum", "bif/pgmpy", "xmlbif/pyAgrum", "xmlbif/pgmpy", "net/pyAgrum", "python/PyCID", "nfg/pygambit", "efg/pygambit"]
MARKS = {"agrees": "✓", "single": "✓ (single)", "differs": "**✗**", "incomparable": "–", "skipped": "skipped"}


def counts(whole):
    """How many files, and how many numbers, by format and peer."""
    lines = ["| format, peer | " + " | ".join(WORDS.values()) + " | numbers | largest difference |"]
    lines.append("| --- |" + " ---: |" * (len(WORDS) + 2))
    for key in [*COLUMNS, "all"]:
        cells = [cells[key] for cells in whole["files"].values() if key in cells]
        compared = [cell for cell in cells if cell[0] in ("agrees", "single", "differs")]
        row = [sum(cell[0] == word for cell in cells) for word in WORDS]
        row.append(sum(cell[1] for cell in compared))
        worst = max((cell[2] for cell in compared), default=0)
        lines.append(f"| {key} | " + " | ".join(map(str, row)) + f" | {worst:.1e} |")
    return "\n".join(lines)


def markdown(whole):
    """The counts, every reason with how many files it is of, and a line for each file."""
    why = collections.Counter()
    for cells in whole["files"].values():
        for key, (outcome, *rest) in cells.items():
            told = rest[2:] if outcome in ("agrees", "single", "differs") else rest
            why.update((key, outcome, reason) for reason in told)
    lines = [counts(whole), "", "| format, peer | what became of it | files | because |", "| --- | --- | ---: | --- |"]
    for (key, outcome, reason), files in sorted(why.items(), key=lambda item: (item[0][0], item[0][1], -item[1])):
        lines.append(f"| {key} | {WORDS[outcome]} | {files} | {_escaped(whole['reasons'][reason])} |")
    lines += ["", "| file | " + " | ".join(COLUMNS) + " |", "| --- |" + " --- |" * len(COLUMNS)]
    for name, cells in whole["files"].items():
        row = [MARKS[cells.get(key, cells.get("all", ["incomparable"]))[0]] for key in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(row) + " |")
    return "\n".join(lines)


def _escaped(text):
    return text.replace("|", "\\|")
