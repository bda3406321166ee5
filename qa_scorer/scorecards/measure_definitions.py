"""What every measurement in the workbooks means: definition, unit and source, in the reader's words."""

from qa_scorer.figures.agent_figures import FEW_CALLS
from qa_scorer.language import Text
from qa_scorer.scorecards.definitions import Definition

TEMPO_MEANINGS: tuple[Definition, ...] = (
    (Text("占通话时长：坐席说话、客户说话", "Share of the call: agent talks, customer talks"), Text(
        "该方有语音的时间 ÷ 整通电话的时长；短于 0.25 秒的停顿算在语音里，双方同时说话时两边都算",
        "the time in which the party's speech is heard ÷ the length of the call; pauses under 0.25 s belong to speech, "
        "and where both speak at once both count")),
    (Text("占通话时长：无人说话", "Share of the call: no one talks"), Text(
        "没有任何一方说话的总时间 ÷ 整通电话的时长",
        "all time in which no party speaks ÷ the length of the call")),
    (Text("字数", "Characters"), Text(
        "按读出来的算：一个汉字、一个数字各算一个，标点和空格不算",
        "as spoken: a Han character or a digit is one; punctuation and spaces do not count")),
    (Text("语速（毛）", "Speech rate, gross"), Text(
        "坐席说的字数 ÷ 整通电话的时长，字/分钟",
        "the agent's characters ÷ the length of the whole call, per minute")),
    (Text("语速（净）", "Speech rate, net"), Text(
        "坐席说的字数 ÷ 坐席的发言时间，字/分钟；发言时间是每段话从第一个音到最后一个音，自己的停顿算在内",
        "the agent's characters ÷ the agent's speaking time, per minute: its turns from first to last sound, "
        "its own pauses in them")),
    (Text("语速（不计停顿）", "Speech rate, without pauses"), Text(
        "坐席说的字数 ÷ 坐席有语音的时间，字/分钟；0.25 秒及以上的停顿不算（发音速率，Goldman-Eisler 1968）",
        "the agent's characters ÷ the agent's talk time, per minute: pauses of 0.25 s and more are left out "
        "(articulation rate; Goldman-Eisler 1968)")),
)  # fmt: skip

SOUND_MEANINGS: tuple[Definition, ...] = (
    (Text("音量 dBFS", "Level, dBFS"), Text(
        "坐席说话时每 50 毫秒均方根值的能量平均，相对满刻度的分贝数，0 为最大；接近 ITU-T P.56 的语音电平",
        "energy mean of the RMS over 50 ms frames of the agent's speech, in decibels below full scale (0); "
        "near the active speech level of ITU-T P.56")),
    (Text("响度 LUFS", "Loudness, LUFS"), Text(
        "坐席说话部分的整体响度，按 ITU-R BS.1770-4", "integrated loudness of the agent's speech, ITU-R BS.1770-4")),
    (Text("比客户、比平时（音量）", "Over the customer, over own usual (level)"), Text(
        "坐席的音量减去客户的音量、减去坐席平时的音量，分贝；正数表示更大声",
        "the agent's level less the customer's, or less the agent's own usual level, in dB; above 0 is louder")),
    (Text("坐席平时的声音", "The agent's usual voice"), Text(
        f"手头该坐席各通电话的中位数；少于 {FEW_CALLS} 通时不给",
        f"the median over the calls of that agent at hand; not given under {FEW_CALLS} calls")),
    (Text("突然提高", "Sudden rises"), Text(
        "声音比坐席自己此前 30 秒的语音突然高出 9 dB 及以上、至少半秒的次数（介于提高与大声之间，ANSI S3.5-1997）；"
        "每次的时间和分贝数见 scorecards.json",
        "how often the voice was, for half a second at least, 9 dB and more over the agent's own last 30 s of speech "
        "(between raised and loud, ANSI S3.5-1997); scorecards.json has the time and the decibels of each")),
    (Text("音量起伏", "Level range"), Text(
        "坐席说话时每 50 毫秒音量的第 90 与第 10 百分位之差，分贝",
        "90th less 10th percentile of the level over 50 ms frames of the agent's speech, in dB")),
    (Text("削波", "Clipping"), Text(
        "坐席语音的采样值达到满刻度 98 % 及以上的比例；多了声音会破",
        "share of the samples of the agent's speech at 98 % of full scale or more: much of it sounds broken")),
    (Text("信噪比 SNR", "SNR"), Text(
        "该方的语音比同一声道的背景噪声（说话之外各段的中位音量）高出的分贝数，最多 60；越小越嘈杂",
        "by how many dB the party's speech lies over the background of its channel (the median level between the words "
        "said), 60 at most; the smaller, the noisier")),
    (Text("音调（比平时）", "Pitch, over own usual"), Text(
        "坐席基频的中位数与其平时的中位数之差，半音：12 × log₂(两者之比)；正数表示更高",
        "the agent's median fundamental frequency against the agent's own usual one, in semitones: "
        "12 × log₂ of their ratio; above 0 is higher")),
    (Text("音调起伏", "Pitch range"), Text(
        "坐席基频的第 95 与第 5 百分位之差，半音（12 个半音为一个八度）；越小越平淡",
        "95th less 5th percentile of the agent's fundamental frequency, in semitones (12 are an octave); the smaller, "
        "the flatter")),
)  # fmt: skip

WAITING_MEANINGS: tuple[Definition, ...] = (
    (Text("静默、最长静默", "Silence, longest silence"), Text(
        "双方都不说话、不短于 1 秒的一段；其中最长的一段",
        "a stretch of at least 1 s in which no party speaks; the longest of them")),
    (Text("无人说话", "Non-talk"), Text(
        "没有任何一方说话的总时间，不论长短", "all time in which no party speaks, of whatever length")),
    (Text("应答中位、应答最长", "Reply, median and longest"), Text(
        "客户说完到坐席接话的秒数，取中位数和最大值",
        "seconds from the end of the customer's words to the agent's first ones: median and longest")),
    (Text("冷场（最长、合计）", "Dead air (longest, in all)"), Text(
        "该坐席说话而没有说、事先也没有请客户等候的静默，秒",
        "silences that the agent should have ended and for which nobody had asked the customer to wait, in seconds")),
    (Text("已请等候", "Asked to wait"), Text(
        "事先请对方等候的静默合计，秒；不算冷场",
        "seconds of silence, in all, before which someone had asked to wait; not dead air")),
)  # fmt: skip

TALKOVER_MEANINGS: tuple[Definition, ...] = (
    (Text("插话", "Cutting in"), Text(
        "一方正在说话时另一方开口，两人同时说话达到 1 秒，附和不算；次数和同时说话的秒数按插话的一方计"
        "（Amazon Connect Contact Lens 也这样分）。原来说话的人是否停下，见 scorecards.json",
        "one party began while the other was speaking, and for 1 s and more both spoke; listening signs do not count. "
        "Times, and seconds in which both spoke, by the one who cut in (as Amazon Connect Contact Lens gives them); "
        "whether the other stopped is in scorecards.json")),
    (Text("附和", "Listening signs"), Text(
        "听话时的“嗯”“对”“好的”，没有抢话，不算插话",
        "嗯, 对, 好的 while listening: the floor is not taken, so it is no cutting in")),
)  # fmt: skip

GENERAL_MEANINGS: tuple[Definition, ...] = (
    (Text("角色把握", "Roles certain"), Text(
        "没有把坐席和客户弄反的把握，0 % 至 100 %；太低时不分坐席和客户，相关规则为“无法判定”",
        "how sure it is that agent and customer are not mixed up, 0 % to 100 %; where too low, nobody is called agent "
        "or customer and the rules that need it are undetermined")),
    (Text("无数据", "no data"), Text(
        "没有量到，或分不清谁是坐席，因此不给数字",
        "not measured, or nobody can tell who is the agent: no figure is given")),
    (Text("号码遮盖", "Masked numbers"), Text(
        "手机号、固话、身份证号、银行卡号用 * 遮盖；录音文件名保持原样",
        "telephone, identity card and bank card numbers are hidden by *; file names stay as they are")),
)  # fmt: skip
