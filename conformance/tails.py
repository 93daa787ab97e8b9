"""Writes tails.json: logarithms of probabilities of intervals, by mpmath with many digits.

Run `python3 conformance/tails.py > conformance/tails.json` where mpmath is installed. Tails are
integrals or sums of the densities themselves, so nothing is one minus something else.
"""
import json
from mpmath import mp, mpf, inf, log, exp, expm1, erfc, sqrt, loggamma, fsum, quad, log1p

mp.dps = 60
values = []


def record(family, arguments, value):
    shown = ["inf" if a == inf else "-inf" if a == -inf else float(a) for a in arguments]
    values.append([family, shown, mp.nstr(value, 20)])


def upper(z):
    return erfc(z / sqrt(mpf(2))) / 2


for low, high in [
    (0.5, 1.5), (8.5, inf), (-inf, -8.5), (4.9, 5.1), (1.49, 1.51), (-0.1, 0.2), (0, 1e-6),
    (3, 3 + 2**-20), (38, 39), (50, inf), (100, 101), (-2.5, 7), (1000, 1001), (-0.25, 0.25),
    (7.5, 8.5),
]:
    a, b = mpf(low), mpf(high)
    if a == -inf or (a < 0 and b <= 0):
        a, b = -b, -a
    record("normal", [low, high], log(upper(a) - (upper(b) if b != inf else 0)))

for rate, low, high in [
    (2, 0.5, 1.5), (0.3, 99.5, inf), (1, 30.5, 31.5), (1e-6, 0, 1), (5, 200.5, 201.5),
]:
    r, a, b = mpf(rate), mpf(low), mpf(high)
    width = 0 if b == inf else log(-expm1(-r * (b - a)))
    record("exponential", [rate, low, high], -r * a + width)

for mean, first, last in [
    (1, 18, 18), (1, 30, inf), (1.05, 17, 17), (1.05, 30, inf), (100, 0, 20), (100, 150, inf),
    (100, 95, 105), (0.001, 3, inf), (1e6, 999000, 1001000), (2.5, 0, 0), (50, 400, inf),
]:
    m = mpf(mean)
    end = first + 2000 if last == inf else last
    terms = (exp(-m + k * log(m) - loggamma(k + 1)) for k in range(first, end + 1))
    record("poisson", [mean, first, last], log(fsum(terms)))

for k, n, p in [
    (0, 10, 0.3), (3, 10, 0.3), (10, 10, 0.3), (500, 1000, 0.25), (5, 10**12, 1e-12),
    (499999, 10**6, 0.5), (999, 1000, 0.001), (0, 10**12, 1e-3), (1, 3, 1e-300),
]:
    q = mpf(p)
    choose = loggamma(mpf(n) + 1) - loggamma(mpf(k) + 1) - loggamma(mpf(n - k) + 1)
    record("binomial", [k, n, p], choose + k * log(q) + (n - k) * log1p(-q))

for alpha, beta, low, high in [
    (2, 5, 0.1, 0.2), (2, 5, 0.95, 1), (0.5, 0.5, 0.45, 0.55), (200, 3, 0, 0.05),
    (200, 3, 0.999, 1), (0.3, 4, 0.99, 1), (1000, 2000, 0.3, 0.35), (1e6, 1e6, 0.5005, 0.5006),
    (50, 50, 0.5, 0.50001), (1, 1, 0.2, 0.7), (30, 0.2, 0, 0.01), (1e5, 3e5, 0.3, 1),
]:
    a, b, x, y = mpf(alpha), mpf(beta), mpf(low), mpf(high)
    scale = loggamma(a + b) - loggamma(a) - loggamma(b)
    density = lambda t: exp((a - 1) * log(t) + (b - 1) * log(1 - t) + scale + shift)
    top = min(y, x + mpf("0.005")) if alpha == 1e5 else y
    middle = (x + top) / 2
    shift = -((a - 1) * log(middle) + (b - 1) * log(1 - middle) + scale)
    points = [x + (top - x) * i / 100 for i in range(101)]
    record("beta", [alpha, beta, low, high], log(quad(density, points)) - shift)

lines = ",\n".join("    " + json.dumps(row) for row in values)
what = "log P(low < X <= high) by mpmath: family, arguments as in logProbabilities.ts, value"
print('{\n  "what": %s,\n  "values": [\n%s\n  ]\n}' % (json.dumps(what), lines))
