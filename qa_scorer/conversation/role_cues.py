"""What only an agent says, or only a customer: the words that tell one from the other.

A weight is roughly the logarithm of how much more often the one says it than the other; the sets were written from
the set phrases of the service handbooks and from how callers ask, not fitted.
"""

from collections.abc import Mapping
from typing import Final

AGENT: Final[Mapping[str, float]] = {
    **dict.fromkeys(
        (
            "很高兴为您服务", "有什么可以帮您", "有什么可以帮到您", "有什么可以帮助您", "有什么能帮您",
            "为您提供什么服务", "有什么可以为您", "您需要什么帮助", "还有其他可以帮您", "还有什么需要咨询",
            "还有什么可以帮您", "还有其他需要", "还有其他问题", "感谢您的来电", "谢谢您的来电", "感谢来电",
            "多谢您的电话", "感谢您使用", "谢谢您的使用", "欢迎致电", "客服代表", "客服中心", "客户服务热线",
            "祝您生活愉快", "感谢您的耐心等待", "对我的服务", "您的电话没有声音", "请换一部电话",
        ),
        3.0,
    ),
    **dict.fromkeys(
        (
            "工号", "号客服", "号话务员", "让您久等", "给您带来不便", "请您稍等", "请稍等", "稍等片刻", "请稍候",
            "为您查询", "帮您查", "为您核实", "帮您核实", "为您登记", "帮您登记", "为您办理", "帮您办理", "为您开通",
            "帮您转接", "为您转接", "为您记录", "帮您反映", "给您答复", "给您回电", "给您回复", "您贵姓",
            "怎么称呼您", "请您提供", "请提供一下", "请您核对", "非常抱歉", "请您谅解", "您反映的问题", "不客气",
        ),
        2.0,
    ),
    **dict.fromkeys(("请问您", "请问是", "为您", "帮您", "您看", "请您"), 0.7),
}  # fmt: skip

CUSTOMER: Final[Mapping[str, float]] = {
    **dict.fromkeys(
        (
            "我想问一下", "我想问下", "我想查", "我想咨询", "我想办", "我想开", "我想取消", "我想退", "我想反映",
            "我要投诉", "我要办", "我要查", "我要退", "我要取消", "我要改", "你帮我", "帮我查", "帮我看", "帮我办",
            "帮我取消", "帮我开", "麻烦你", "我这个号", "我这个手机", "我的手机", "我的号码", "我的话费", "我的宽带",
            "我家", "你们公司", "你们怎么", "你们客服", "我打你们", "我上个月", "我昨天", "我前几天",
        ),
        2.0,
    ),
    **dict.fromkeys(("我想", "我要", "我就", "你们", "怎么回事", "我现在", "没有了", "不用了", "谢谢你"), 0.7),
}  # fmt: skip
