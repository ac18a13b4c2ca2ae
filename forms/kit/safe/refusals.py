"""Why a file is not taken: one class a reason, its docstring the words the user reads."""

from inspect import cleandoc


class UnsafeFile(Exception):
    """这个文件不能收。

    请检查后重新选择文件，例如“城关镇附件8.xlsx”。
    """

    def __init__(self, **details: object) -> None:
        template = "".join(cleandoc(self.__doc__ or "").split())
        self.words = template.format(**details)
        super().__init__(self.words)

    @property
    def reason(self) -> str:
        """The kind of refusal: may be counted and logged, holds nothing of the file."""
        return type(self).__name__


class Empty(UnsafeFile):
    """这个文件是空的（0字节），可能没有保存好或没有下载完。

    请先打开确认里面有内容、保存后再交，例如填好的“{name}”。
    """


class TooLarge(UnsafeFile):
    """文件超过{megabytes}MB，没有收。

    请删去其中的大图片或压缩后再交，例如把扫描件存成“黑白、200dpi”的PDF。
    """


class BadName(UnsafeFile):
    """文件名里{what}，没有收。

    请改成普通的名字再交，例如“{example}”。
    """


class Classified(UnsafeFile):
    """{place}有密级标志“{mark}”，没有收，也没有保存。

    涉密不上网：涉密文件不得通过企业微信或本系统传递，请按保密规定走机要渠道报送；
    如果是误标，请定密责任人去掉标志后再交，例如只写“附件8.xlsx”。
    """


class Password(UnsafeFile):
    """这个{kind}设了打开密码，无法检查，没有收。

    请去掉密码后再交，例如在{program}中选“文件—信息—保护—用密码进行加密”，把密码清空后保存。
    """


class PasswordPdf(UnsafeFile):
    """这个PDF设了打开密码，无法检查，没有收。

    请去掉密码后再交，例如打开后选“打印—另存为PDF”，交新存的那一份。
    """


class Macro(UnsafeFile):
    """文件里带有宏（能自动运行的程序），为安全起见没有收。

    请另存为不带宏的{suffix}文件再交，例如“附件8.{suffix}”。
    """


class ScriptInPdf(UnsafeFile):
    """这个PDF里{what}，为安全起见没有收。

    请用“打印—另存为PDF”重新生成一份再交，例如“登记表扫描件.pdf”。
    """


class WrongType(UnsafeFile):
    """这是{actual}，这里不收这种文件。

    请{advice}，例如“{example}”。
    """


class Renamed(UnsafeFile):
    """文件名的后缀是“{suffix}”，里面其实是{actual}。

    请{advice}，例如“{example}”。
    """


class NoSuffix(UnsafeFile):
    """文件名没有后缀，看不出是什么文件（打开来看像是{actual}）。

    请补上后缀再交，例如“{example}”。
    """


class Bomb(UnsafeFile):
    """文件解开后大得不正常（{what}），没有收。

    请在Excel或WPS中打开，把需要的内容复制到一个新文件里，另存后再交，例如“附件8.xlsx”。
    """


class Nested(UnsafeFile):
    """文件里嵌着别的文件或程序（{what}），为安全起见没有收。

    请把嵌入的对象删掉或改成图片，另存后再交，例如“班子总结.docx”。
    """


class ExternalLink(UnsafeFile):
    """文件里有指向外部文件的链接（{what}），没有收。

    请断开链接、保存后再交，例如在Excel中选“数据—编辑链接—断开链接”，
    在Word中选“文件—信息—编辑指向文件的链接”。
    """


class ExternalTemplate(ExternalLink):
    """文件里有指向外部文件的链接（套用了网络上的模板），没有收。

    请在Word中选“文件—选项—加载项”，下面“管理”选“模板”、点“转到”，把“文档模板”一格改成
    Normal.dotm，确定、保存后再交；或者把内容全部复制到一个新建的文档里再交，例如“班子总结.docx”。
    """

    @property
    def reason(self) -> str:
        """A link like any other; only what helps is another."""
        return ExternalLink.__name__


class NotMerged(UnsafeFile):
    """文件里夹着另一种格式的内容（网页、文本等），读不出来，看不出有没有密级标志，没有收。

    请在Word或Excel中打开，内容看得见的，另存为一个新文件再交；
    不行的，把内容复制到新建的文件里再交，例如“班子总结.docx”。
    """


class UnreadablePdf(UnsafeFile):
    """这个PDF里有文字读不出来（字体没有对照表），看不出有没有密级标志，没有收。

    请交Word原件，或者用Word“另存为—PDF”重新生成；只有纸质件的，请打印出来扫描或拍照再交，
    例如“登记表扫描件.pdf”。
    """


class Damaged(UnsafeFile):
    """这个{kind}打不开，可能已损坏或没有传完。

    请在电脑上打开确认正常、另存一份后再交，例如“{example}”。
    """


class Tiny(UnsafeFile):
    """这张图片只有{width}×{height}像素，上面的字看不清，没有收。

    请重新扫描或拍照，发原图再交，例如拍满一整页的“{example}”。
    """


class BlankPdf(UnsafeFile):
    """这个PDF每一页都是空白的，没有收。

    请打开确认扫描的内容在里面再交，例如“登记表扫描件.pdf”。
    """


class TooHeavy(UnsafeFile):
    """这个{kind}检查起来太费时间或内存，没有收。

    请在Excel或WPS中打开，删去多余的空行、图片和格式，
    把需要的内容复制到一个新文件里，另存后再交，例如“附件8.xlsx”。
    """


class Tricked(UnsafeFile):
    """文件内部的结构不正常（{what}），可能被改动过，没有收。

    请在Excel或WPS中打开，另存为一个新文件再交，例如“附件8.xlsx”。
    """


class Infected(UnsafeFile):
    """这个文件没有通过病毒检查，没有收。

    请先在您的电脑上查毒，重新填一份空表再交，例如重新下载的“附件8.xlsx”。
    """


class NotScanned(UnsafeFile):
    """服务器上的病毒检查现在不能用，先没有收这个文件。

    请过一会儿再交；还是不行，请告诉干部监督股，由系统管理员检查。
    """
