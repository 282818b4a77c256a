<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>AskPanel</name>
        <message>
            <source>15 characters or more, told on another way</source>
            <translation>至少 15 个字符，另行告知对方</translation>
        </message>
        <message>
            <source>A summary of the same as PDF</source>
            <translation>上述内容的 PDF 摘要</translation>
        </message>
        <message>
            <source>Ask for a second opinion</source>
            <translation>请求第二诊疗意见</translation>
        </message>
        <message>
            <source>Can be opened for</source>
            <translation>可打开期限</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>请选择</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>患者同意</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>期限</translation>
        </message>
        <message>
            <source>Encrypt and save</source>
            <translation>加密并保存</translation>
        </message>
        <message>
            <source>For</source>
            <translation>发给</translation>
        </message>
        <message>
            <source>How and when the patient agreed</source>
            <translation>患者何时以何种方式同意</translation>
        </message>
        <message>
            <source>Meeting link</source>
            <translation>会议链接</translation>
        </message>
        <message>
            <source>None</source>
            <translation>不设</translation>
        </message>
        <message>
            <source>Not verified: compare the words by telephone first</source>
            <translation>未核实：请先通过电话核对词语</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>口令短语</translation>
        </message>
        <message>
            <source>Somebody without a key (passphrase)</source>
            <translation>没有密钥的人（用口令短语）</translation>
        </message>
        <message>
            <source>The question</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>合计</translation>
        </message>
        <message>
            <source>Verified on {day}</source>
            <translation>已于 {day} 核实</translation>
        </message>
        <message>
            <source>What do you want to know?</source>
            <translation>您想了解什么？</translation>
        </message>
        <message>
            <source>What leaves</source>
            <translation>将要发出的内容</translation>
        </message>
        <message>
            <source>made when saved</source>
            <translation>保存时生成</translation>
        </message>
        <message>
            <source>{count} days</source>
            <translation>{count} 天</translation>
        </message>
        <message>
            <source>{count} held back</source>
            <translation>保留 {count} 项</translation>
        </message>
        <message>
            <source>{day} (in {count} days)</source>
            <translation>{day}（{count} 天后）</translation>
        </message>
    </context>
    <context>
        <name>ChosenCard</name>
        <message>
            <source>All {count}</source>
            <translation>全部 {count} 幅</translation>
        </message>
        <message>
            <source>Found by codes and words. Pictures and PDFs can't be searched: look at documents before they leave.</source>
            <translation>按编码和词语识别。图片和 PDF 无法检索：发出前请查看文档。</translation>
        </message>
        <message>
            <source>Identity and allergies always do. Nothing else is chosen for you.</source>
            <translation>身份和过敏信息始终随附，其余均不代您选择。</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>影像</translation>
        </message>
        <message>
            <source>Images with a finding</source>
            <translation>仅含发现的图像</translation>
        </message>
        <message>
            <source>No images in this record.</source>
            <translation>此病历中没有影像。</translation>
        </message>
        <message>
            <source>None</source>
            <translation>不发送</translation>
        </message>
        <message>
            <source>Sensitive, each ticked by itself</source>
            <translation>敏感内容，须逐项勾选</translation>
        </message>
        <message>
            <source>The findings on them</source>
            <translation>其上的影像发现</translation>
        </message>
        <message>
            <source>What goes along</source>
            <translation>随附内容</translation>
        </message>
        <message>
            <source>{kind}: {count} held back</source>
            <translation>{kind}：保留 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>ContactsDialog</name>
        <message>
            <source>Add contact</source>
            <translation>添加联系人</translation>
        </message>
        <message>
            <source>Block of another clinic</source>
            <translation>对方诊所的公钥文本</translation>
        </message>
        <message>
            <source>Call them, ask for their eight words and type what you hear:</source>
            <translation>致电对方，询问其八个词语，并输入您听到的内容：</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Copy my block</source>
            <translation>复制我的公钥文本</translation>
        </message>
        <message>
            <source>No contact yet: exchange blocks with the other clinic, by file or mail.</source>
            <translation>尚无联系人：请通过文件或邮件与对方诊所交换公钥文本。</translation>
        </message>
        <message>
            <source>Not verified</source>
            <translation>未核实</translation>
        </message>
        <message>
            <source>Paste the block that the other clinic gave you</source>
            <translation>粘贴对方诊所给您的公钥文本</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>The text</source>
            <translation>该文本</translation>
        </message>
        <message>
            <source>Verified</source>
            <translation>已核实</translation>
        </message>
        <message>
            <source>Words compared by {name} on {day}</source>
            <translation>{name} 于 {day} 核对了词语</translation>
        </message>
        <message>
            <source>Words of {name}</source>
            <translation>{name} 的词语</translation>
        </message>
        <message>
            <source>You are {name}</source>
            <translation>您的名称：{name}</translation>
        </message>
        <message>
            <source>Your block is copied: it holds public keys only.</source>
            <translation>已复制您的公钥文本：其中只有公钥。</translation>
        </message>
        <message>
            <source>Your words, to read aloud to whoever has your block:</source>
            <translation>您的词语，读给持有您公钥文本的人听：</translation>
        </message>
    </context>
    <context>
        <name>DeleteDialog</name>
        <message>
            <source>Delete the case</source>
            <translation>删除该病例</translation>
        </message>
        <message>
            <source>Delete this case?</source>
            <translation>删除该病例？</translation>
        </message>
        <message>
            <source>It was not answered yet. The file can be opened again while it is valid.</source>
            <translation>该病例尚未答复。文件在有效期内可重新打开。</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>The case of {patient} from {name} is deleted with everything done in it: findings, reports, notes.</source>
            <translation>将删除 {name} 寄来的 {patient} 的病例，以及其中的所有工作：所见、报告、记录。</translation>
        </message>
        <message>
            <source>Your answer stays listed. The file can be opened again while it is valid.</source>
            <translation>您的答复仍保留在列表中。文件在有效期内可重新打开。</translation>
        </message>
    </context>
    <context>
        <name>DetailPanel</name>
        <message>
            <source>Delete the case</source>
            <translation>删除该病例</translation>
        </message>
        <message>
            <source>Encrypt the answer</source>
            <translation>加密答复</translation>
        </message>
        <message>
            <source>Findings that you accept, edit or reject in the case go along. Only {name} can open the answer.</source>
            <translation>您在病例中接受、修改或拒绝的发现将一并发出。只有 {name} 能打开此答复。</translation>
        </message>
        <message>
            <source>Key not verified</source>
            <translation>密钥未核实</translation>
        </message>
        <message>
            <source>Key verified</source>
            <translation>密钥已核实</translation>
        </message>
        <message>
            <source>Meeting link</source>
            <translation>会议链接</translation>
        </message>
        <message>
            <source>None goes along</source>
            <translation>不附报告</translation>
        </message>
        <message>
            <source>None was signed in the case</source>
            <translation>该病例中尚无已签署的报告</translation>
        </message>
        <message>
            <source>Open the case</source>
            <translation>打开病例</translation>
        </message>
        <message>
            <source>Open the meeting in the browser</source>
            <translation>在浏览器中打开会议</translation>
        </message>
        <message>
            <source>Second opinion</source>
            <translation>第二诊疗意见</translation>
        </message>
        <message>
            <source>Show in the record</source>
            <translation>在病历中查看</translation>
        </message>
        <message>
            <source>Signed by {name} on {day}</source>
            <translation>{name} 于 {day} 签署</translation>
        </message>
        <message>
            <source>Signed report</source>
            <translation>已签署的报告</translation>
        </message>
        <message>
            <source>With {name}</source>
            <translation>对方：{name}</translation>
        </message>
        <message>
            <source>Your answer</source>
            <translation>您的答复</translation>
        </message>
        <message>
            <source>answer needed by {day}</source>
            <translation>需在 {day} 前答复</translation>
        </message>
        <message>
            <source>can be opened until {day}</source>
            <translation>可打开至 {day}</translation>
        </message>
        <message>
            <source>consent: {words}</source>
            <translation>同意：{words}</translation>
        </message>
        <message>
            <source>{count} findings</source>
            <translation>{count} 项发现</translation>
        </message>
        <message>
            <source>{count} images</source>
            <translation>{count} 幅图像</translation>
        </message>
        <message>
            <source>{count} records</source>
            <translation>{count} 条记录</translation>
        </message>
    </context>
    <context>
        <name>LookDialog</name>
        <message>
            <source>Before you rely on it, compare these words with the sender by telephone:</source>
            <translation>在采信之前，请通过电话与发送者核对这些词语：</translation>
        </message>
        <message>
            <source>It was opened before; nothing will change.</source>
            <translation>此文件以前打开过；不会有任何改变。</translation>
        </message>
        <message>
            <source>Key verified</source>
            <translation>密钥已核实</translation>
        </message>
        <message>
            <source>Known, key not verified</source>
            <translation>已知，密钥未核实</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>不打开</translation>
        </message>
        <message>
            <source>Not among your contacts</source>
            <translation>不在您的联系人中</translation>
        </message>
        <message>
            <source>Open as a case</source>
            <translation>作为病例打开</translation>
        </message>
        <message>
            <source>Signature and all parts stand. It becomes a case of its own, apart from your patients.</source>
            <translation>签名和所有部分均有效。它将成为独立病例，与您的患者分开保存。</translation>
        </message>
        <message>
            <source>Signature and all parts stand. It goes into the record as what the reader proposes; nothing is accepted for you.</source>
            <translation>签名和所有部分均有效。它将作为会诊医师的建议写入病历；不会代您接受任何内容。</translation>
        </message>
        <message>
            <source>Take it into the record</source>
            <translation>写入病历</translation>
        </message>
        <message>
            <source>answer needed by {day}</source>
            <translation>需在 {day} 前答复</translation>
        </message>
        <message>
            <source>{name} asks for a second opinion</source>
            <translation>{name} 请求第二诊疗意见</translation>
        </message>
        <message>
            <source>{name} has answered</source>
            <translation>{name} 已答复</translation>
        </message>
    </context>
    <context>
        <name>PassphraseDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>口令短语</translation>
        </message>
        <message>
            <source>This package opens with a passphrase that its sender told you.</source>
            <translation>此文件包需用发送者告知您的口令短语打开。</translation>
        </message>
    </context>
    <context>
        <name>ShareRoom</name>
        <message>
            <source>Ask</source>
            <translation>请求意见</translation>
        </message>
        <message>
            <source>Ask for a second opinion</source>
            <translation>请求第二诊疗意见</translation>
        </message>
        <message>
            <source>Back to your clinic</source>
            <translation>返回本诊所</translation>
        </message>
        <message>
            <source>Checking the file</source>
            <translation>正在检查文件</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Contacts for second opinions</source>
            <translation>第二诊疗意见联系人</translation>
        </message>
        <message>
            <source>Counting the parts</source>
            <translation>正在统计各部分</translation>
        </message>
        <message>
            <source>Deleting the case</source>
            <translation>正在删除病例</translation>
        </message>
        <message>
            <source>Encrypting</source>
            <translation>正在加密</translation>
        </message>
        <message>
            <source>Find a patient, a colleague or a word</source>
            <translation>查找患者、同行或词语</translation>
        </message>
        <message>
            <source>Find a second opinion</source>
            <translation>查找第二诊疗意见</translation>
        </message>
        <message>
            <source>It is kept apart from your patients and holds chosen parts only: what is missing was not sent. Look at it in every room, review its findings; then go back and write the answer.</source>
            <translation>它与您的患者分开保存，且只含选定部分：缺少的内容并未发来。请在各页面中查看并审阅其发现，然后返回书写答复。</translation>
        </message>
        <message>
            <source>Open a file</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <source>Open a package</source>
            <translation>打开文件包</translation>
        </message>
        <message>
            <source>Open a package of another clinic</source>
            <translation>打开其他诊所的文件包</translation>
        </message>
        <message>
            <source>Open a patient to ask a colleague at another clinic, or open a file that a colleague sent.</source>
            <translation>打开一位患者以请求其他诊所同行的意见，或打开同行发来的文件。</translation>
        </message>
        <message>
            <source>Opening the case</source>
            <translation>正在打开病例</translation>
        </message>
        <message>
            <source>Opening the package</source>
            <translation>正在打开文件包</translation>
        </message>
        <message>
            <source>Save the answer</source>
            <translation>保存答复</translation>
        </message>
        <message>
            <source>Save the package</source>
            <translation>保存文件包</translation>
        </message>
        <message>
            <source>Saved for {name}: {file}</source>
            <translation>已为 {name} 保存：{file}</translation>
        </message>
        <message>
            <source>Second opinion case from {name}</source>
            <translation>来自 {name} 的第二诊疗意见病例</translation>
        </message>
        <message>
            <source>Second opinions</source>
            <translation>第二诊疗意见</translation>
        </message>
        <message>
            <source>Signed reports</source>
            <translation>已签署的报告</translation>
        </message>
        <message>
            <source>Taken in: {name}</source>
            <translation>已接收：{name}</translation>
        </message>
        <message>
            <source>The case of {name} is deleted.</source>
            <translation>已删除 {name} 的病例。</translation>
        </message>
        <message>
            <source>What leaves</source>
            <translation>将要发出的内容</translation>
        </message>
    </context>
    <context>
        <name>share</name>
        <message>
            <source>A question</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>A series has no image with a finding, so none of it goes along.</source>
            <translation>某序列没有含发现的图像，因此不随附该序列。</translation>
        </message>
        <message>
            <source>Allergies</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>An answer</source>
            <translation>答复</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>答复</translation>
        </message>
        <message>
            <source>Answer given</source>
            <translation>已答复对方</translation>
        </message>
        <message>
            <source>Answer received</source>
            <translation>收到答复</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>已请求</translation>
        </message>
        <message>
            <source>Case to read</source>
            <translation>待阅病例</translation>
        </message>
        <message>
            <source>Contacts for second opinions</source>
            <translation>第二诊疗意见联系人</translation>
        </message>
        <message>
            <source>DICOM objects of findings</source>
            <translation>发现的 DICOM 对象</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>发现</translation>
        </message>
        <message>
            <source>Genetics</source>
            <translation>遗传</translation>
        </message>
        <message>
            <source>HIV</source>
            <translation>HIV</translation>
        </message>
        <message>
            <source>Identity</source>
            <translation>身份</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>影像</translation>
        </message>
        <message>
            <source>Passphrase of the package</source>
            <translation>文件包的口令短语</translation>
        </message>
        <message>
            <source>Psychiatry</source>
            <translation>精神科</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>病历</translation>
        </message>
        <message>
            <source>Summary as PDF</source>
            <translation>PDF 摘要</translation>
        </message>
        <message>
            <source>The family history is not whole, so neither is its pedigree.</source>
            <translation>家族史不完整，因此家系图也不完整。</translation>
        </message>
        <message>
            <source>Who and what they refer to</source>
            <translation>所引用的人员和物品</translation>
        </message>
        <message>
            <source>{count} bytes</source>
            <translation>{count} 字节</translation>
        </message>
        <message>
            <source>{count} linked records of the same person are not part of it.</source>
            <translation>同一人的 {count} 份关联病历不在其中。</translation>
        </message>
    </context>
</TS>
