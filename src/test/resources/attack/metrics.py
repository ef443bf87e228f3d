"""Makes metrics.json: what scikit-learn, numpy and scipy say of scores that both sides can make in exact integers.

Made with Debian 12's python3-sklearn: /usr/bin/python3 metrics.py > metrics.json (the versions stand in the file).
"""
import json
import numpy, scipy, sklearn
from scipy.stats import norm, entropy
from sklearn.metrics import balanced_accuracy_score, roc_auc_score, roc_curve


def words(seed, count):
    """A linear congruential generator: exact in any language with 64-bit integers."""
    x, out = seed, []
    for _ in range(count):
        x = (1103515245 * x + 12345) % 2**31
        out.append(x >> 8)
    return out


def scores(case):
    drawn = words(case["seed"], case["members"] + case["nonMembers"])
    return [w % case["grain"] + (case["shift"] if i < case["members"] else 0) for i, w in enumerate(drawn)]


def judged(case):
    s = numpy.array(scores(case), dtype=float)
    member = numpy.array([1] * case["members"] + [0] * case["nonMembers"])
    fpr, tpr, _ = roc_curve(member, s, drop_intermediate=False)
    out = dict(case)
    out["balancedAccuracy"] = balanced_accuracy_score(member, s >= case["threshold"])
    out["area"] = roc_auc_score(member, s)
    for name, one in [("tpr100", 100), ("tpr1000", 1000), ("tpr10000", 10000)]:
        if case["nonMembers"] >= one:
            out[name] = tpr[fpr <= 1 / one].max()
    return out


def case(seed, members, non_members, grain, shift, threshold):
    return dict(seed=seed, members=members, nonMembers=non_members, grain=grain, shift=shift, threshold=threshold)


def lira():
    """LiRA's two scores for one record, from the reference models' probabilities."""
    inside, outside, own = [.9, .95, .8, .99], [.3, .5, .6, .45], .85
    phi = lambda p: numpy.log(numpy.array(p) / (1 - numpy.array(p)))
    a, b, x = phi(inside), phi(outside), phi(own)
    online = norm.logpdf(x, a.mean(), a.std(ddof=1)) - norm.logpdf(x, b.mean(), b.std(ddof=1))
    return dict(inside=inside, outside=outside, own=own, online=online, offline=norm.cdf((x - b.mean()) / b.std(ddof=1)))


def vectors():
    p = [[.7, .2, .1], [.05, .9, .05], [.25, .25, .5], [1 / 3, 1 / 3, 1 / 3]]
    return [dict(p=row, entropy=float(entropy(row))) for row in p]


cases = [case(1, 50, 40, 1000, 200, 600), case(2, 200, 1000, 7, 1, 4), case(3, 3, 2, 10, 3, 6), case(4, 1000, 2500, 100000, 20000, 60000),
         case(5, 3000, 12000, 1000000, 150000, 500000), case(6, 400, 400, 1000, -300, 400), case(7, 30, 30, 1, 0, 0), case(8, 30, 20, 10, 10, 10)]
print(json.dumps(dict(origin="scikit-learn %s, numpy %s, scipy %s; metrics.py beside this file" % (sklearn.__version__, numpy.__version__, scipy.__version__),
                      cases=[judged(c) for c in cases], lira=lira(), vectors=vectors()), indent=1))
