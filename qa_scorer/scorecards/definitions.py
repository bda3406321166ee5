"""What outcomes, verdicts and scores mean, in the reader's words; measurements are in `measure_definitions`."""

from qa_scorer.figures.agent_figures import FEW_CALLS
from qa_scorer.language import Text
from qa_scorer.model import Outcome, Verdict
from qa_scorer.scorecards.wordings import FOR_PERSON, OUTCOMES, VERDICTS

Definition = tuple[Text, Text]  # a term and what it means

OUTCOME_MEANINGS: tuple[Definition, ...] = (
    (OUTCOMES[Outcome.MET], Text(
        "坐席做到了这一项，得满分（按程度计分的项目得相应分数）",
        "the agent did it: full points (or by degree, where a measurement is graded)")),
    (OUTCOMES[Outcome.MISSED], Text(
        "有足够依据表明没有做到；按程度计分的项目仍可能得到部分分数",
        "there is enough evidence that it was not done; a graded item may still keep part of its points")),
    (OUTCOMES[Outcome.NOT_APPLICABLE], Text(
        "这通电话不需要做这一项，不计入满分",
        "the call did not ask for it: it leaves the points that can be won")),
    (OUTCOMES[Outcome.UNDETERMINED], Text(
        "依据不足，机器不下结论：不扣分，只降低“可判定比例”，请人工听一下",
        "not enough evidence: no points are lost, only the coverage falls; a person should listen")),
    (FOR_PERSON, Text(
        "只供复核的规则没有做到：不扣分，也不计入未做到的次数和强弱项目，由人听过再定",
        "a rule that is for review only was missed: it costs nothing and counts in no share or ranking of items; "
        "a person listens and judges")),
)  # fmt: skip

VERDICT_MEANINGS: tuple[Definition, ...] = (
    (VERDICTS[Verdict.PASS], Text(
        "即使无法判定的项目全部算未做到，也达到合格线，而且一票否决项都有判定",
        "the pass mark is reached even with every undetermined item missed, and no fatal item is open")),
    (VERDICTS[Verdict.FAIL], Text(
        "触发一票否决，或即使无法判定的项目全部算做到，也达不到合格线",
        "a fatal item was missed for certain, or even with every undetermined item met the pass mark is not reached")),
    (VERDICTS[Verdict.NEEDS_PERSON], Text(
        "无法判定的项目可能改变合格与否，或一票否决项无法判定，由人决定",
        "the undetermined items could carry the call over or under the pass mark, or a fatal item is open"
        ": a person decides")),
    (VERDICTS[Verdict.NO_VERDICT], Text(
        "没有一项适用于这通电话，例如通话太短", "no item applies to the call, as where it is too short")),
)  # fmt: skip

SCORE_MEANINGS: tuple[Definition, ...] = (
    (Text("得分", "Score"), Text(
        "有判定的项目得分之和 ÷ 这些项目的满分之和 × 100",
        "points of the determined items ÷ the points these items could give × 100")),
    (Text("最低可能、最高可能", "Lowest and highest possible"), Text(
        "把无法判定的项目全部算未做到、全部算做到时的得分",
        "the score if every undetermined item were missed, or met")),
    (Text("可判定比例", "Coverage"), Text(
        "有判定的项目所占的分值比例（不适用的除外）",
        "share of the points of the items that could be determined (without those that do not apply)")),
    (Text("一票否决", "Fatal item"), Text(
        "确定违反即不合格，不论得分；没有十足把握时为“无法判定”，交人工复核",
        "missed for certain it fails the call whatever its points; in any doubt it is undetermined: a person decides")),
    (Text("平均分", "Mean score"), Text(
        "有得分的通话的算术平均", "arithmetic mean over the calls that have a score")),
    (Text("合格率", "Pass rate"), Text(
        "合格 ÷（合格 + 不合格）；需人工复核的通话不计在内",
        "passed ÷ (passed + failed); calls that need a person are left out")),
    (Text("得分率", "Share of points"), Text(
        "在有判定的通话里，得分之和 ÷ 满分之和",
        "points won ÷ points possible, over the calls where it was determined")),
    (Text("未做到比例", "Share missed"), Text(
        "未做到的通话 ÷ 有判定的通话（做到 + 未做到）", "missed ÷ (met + missed)")),
    (Text("最强、最弱项目", "Strongest and weakest item"), Text(
        "得分率最高、最低的项目", "the items with the largest and the smallest share of points")),
    (Text("通话偏少", "Few calls"), Text(
        f"已评分的通话少于 {FEW_CALLS} 通，平均分不足以评价一个人",
        f"fewer than {FEW_CALLS} scored calls: a mean over so few says little about a person")),
    (Text("把握", "Confidence"), Text(
        "机器对这一结果的把握，0 % 至 100 %，不是概率保证",
        "how sure the machine is of this outcome, 0 % to 100 %; no guarantee")),
)  # fmt: skip
