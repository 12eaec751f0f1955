"""Weights of the model in `scoring`, by feature.

Logistic regression (L2, C = 1) over the blocks of 83 news and blog pages in four dumps each, 2026-11.
Five folds by page, the model alone: F1 .917 innerText, .914 inscriptis, .887 w3m, .880 lynx (switch 0)
and .921, .901, .870, .873 (switch 1).
"""

BIAS = -1.46
SWITCH = 0.5
"""Log odds that a change from kept to dropped, or back, must outweigh."""

WEIGHTS: dict[str, float] = {
    "words": -0.30,
    "short": -0.40,
    "long": 0.35,
    "stop": 1.04,
    "end_mark": 0.06,
    "prose": -0.36,
    "item": 0.45,
    "heading": -0.02,
    "gap": 0.53,
    "chrome": -1.09,
    "ending": -0.06,
    "time": -2.29,
    "repeated": -0.48,
    "link_density": 0.03,
    "all_link": 0.15,
    "separators": -1.16,
    "commas": 1.33,
    "digits": 0.70,
    "capitals": -0.93,
    "indent_change": -0.54,
    "prose-1": -0.24,
    "prose-2": -0.54,
    "prose+1": 0.26,
    "prose+2": -0.26,
    "chrome-1": -0.50,
    "chrome-2": -0.43,
    "chrome+1": -0.37,
    "chrome+2": -0.21,
    "item-1": 0.21,
    "item-2": -0.41,
    "item+1": -0.47,
    "item+2": 0.11,
    "link_density-1": -0.15,
    "link_density-2": -0.53,
    "link_density+1": -0.14,
    "link_density+2": -0.18,
    "stop-1": 0.47,
    "stop-2": 0.56,
    "stop+1": 0.63,
    "stop+2": 0.61,
    "prose_before": 0.78,
    "prose_after": 0.53,
    "since_prose": -0.14,
    "until_prose": 0.27,
    "after_end": -1.58,
    "position": -1.14,
}
