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

OVER_TIME_MEANINGS: tuple[Definition, ...] = (
    (Text("平均分的区间", "Interval of the mean"), Text(
        "把无法判定的项目全部算未做到、全部算做到时的平均分",
        "the mean if every undetermined item were missed, or met")),
    (Text("与上周相比", "Against last week"), Text(
        "到最后一天为止的七天与再前七天的平均分（按通话数加权）；两周都要有已评分的通话",
        "the mean of the seven days up to the last one, and of the seven before, over calls; both need scored calls")),
    (Text("团队中位数", "Team median"), Text(
        "当天各坐席平均分的中位数", "the median of the agents' means of the day")),
    (Text("常见范围", "Usual range"), Text(
        f"第 10 到第 90 百分位，至少 {FEW_CALLS} 通；在范围之外不等于做得不好",
        f"from the 10th to the 90th percentile of at least {FEW_CALLS} calls; to lie outside is no fault in itself")),
)  # fmt: skip

TEAM_MEANINGS: tuple[Definition, ...] = (
    (Text("离群", "Far from others"), Text(
        "修正 z 分数（按中位数绝对偏差）达到 3.5（Iglewicz 和 Hoaglin，1993）；至少 5 名坐席、每人 5 通",
        "modified z-score over the median absolute deviation of 3.5 or more (Iglewicz and Hoaglin, 1993); it takes "
        "five agents with five calls each")),
    (Text("承诺", "Promises"), Text(
        "坐席同一段话里说了期限和给客户的结果；期限从通话开始算；是否兑现机器不知道",
        "a deadline and what the customer will be given, in one turn of the agent; it counts from the start of the "
        "call; whether it was kept the machine cannot know")),
    (Text("客户建议、没有答上的问题", "Suggestions, unanswered questions"), Text(
        "按固定说法找出来的，供人阅读", "found by set words, for a person to read")),
    (Text("严重投诉预警", "Serious complaint"), Text(
        "投诉（或不知类型的）通话里，客户提到监管部门、消协、媒体、律师、法院等",
        "in a complaint, or a call of unknown kind, the customer names an authority, the press, a lawyer or a court")),
    (Text("投诉占比", "Share of complaints"), Text(
        "通话清单写明类型的通话里，类型是投诉的比例", "complaints over the calls whose kind the call table says")),
    (Text("重复来电", "Repeat calls"), Text(
        "同一号码 7 天内再次来电；呼出不算", "the same number again within 7 days; outbound calls do not count")),
    (Text("其中等待", "Waiting in it"), Text(
        "请客户等候的静默，算在通话时长里", "silences the customer was asked to wait through; part of the length")),
    (Text("先听", "Ears first"), Text(
        "依次：触发一票否决、严重投诉预警、一票否决项无法判定、无法判定的项目决定合格与否、只供人工判断的项目",
        "in this order: a fatal item fired, a serious complaint, a fatal item open, the undetermined items decide, "
        "items that only a person may judge")),
)  # fmt: skip

FILLING_IN: tuple[Definition, ...] = (
    (Text("复核页", "The Review sheet"), Text(
        "浅黄色的格子供填写：同意、不同意、听不出；不同意时选正确结果并写理由、姓名、日期。"
        "填好后用 qa-scorer review import 读回",
        "fill in the yellow cells: agree, disagree, cannot tell; where you disagree, the right outcome, the reason, "
        "your name, the date. Then take it in with qa-scorer review import")),
    (Text("锁定", "Locked cells"), Text(
        "其余单元格锁定，没有密码；要排序请先撤销工作表保护，读回时照样认得",
        "all else is locked, without a password; to sort, take the sheet's protection off: it can still be read back")),
)  # fmt: skip
