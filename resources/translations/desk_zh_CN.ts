<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>DeskRoom</name>
        <message>
            <source>Kept out</source>
            <translation>暂存待定</translation>
        </message>
        <message>
            <source>Perhaps one person</source>
            <translation>可能为同一人</translation>
        </message>
        <message>
            <source>Show {leaf}</source>
            <translation>显示{leaf}</translation>
        </message>
    </context>
    <context>
        <name>KeptOut</name>
        <message>
            <source>Came in</source>
            <translation>新收到</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>正在比较</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>舍弃</translation>
        </message>
        <message>
            <source>Discard what came</source>
            <translation>舍弃新收到的内容</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>It is another patient's</source>
            <translation>属于另一位患者</translation>
        </message>
        <message>
            <source>Keep what is stored</source>
            <translation>保留已存内容</translation>
        </message>
        <message>
            <source>Nothing is stored</source>
            <translation>尚无已存内容</translation>
        </message>
        <message>
            <source>Nothing waits</source>
            <translation>没有待定项目</translation>
        </message>
        <message>
            <source>Reading what waits</source>
            <translation>正在读取待定项目</translation>
        </message>
        <message>
            <source>Stored</source>
            <translation>已存</translation>
        </message>
        <message>
            <source>Take what came</source>
            <translation>采用新收到的内容</translation>
        </message>
        <message>
            <source>The decision</source>
            <translation>决定</translation>
        </message>
        <message>
            <source>The same for all {count} that wait for this reason from this file</source>
            <translation>对同一文件中因同一原因待定的 {count} 项一并处理</translation>
        </message>
        <message>
            <source>What came beside what is stored</source>
            <translation>新收到内容与已存内容对照</translation>
        </message>
        <message>
            <source>What contradicts the record on its way in waits here for a person: the same number with another birth date, the same image with other pixels, a unit that can't be.</source>
            <translation>导入时与病历矛盾的内容在此等待人工决定：同一编号而出生日期不同、同一影像而像素不同、不可能的单位。</translation>
        </message>
        <message>
            <source>What waits</source>
            <translation>待定项目</translation>
        </message>
        <message>
            <source>patient {id}</source>
            <translation>患者 {id}</translation>
        </message>
        <message>
            <source>{count} settled</source>
            <translation>已处理 {count} 项</translation>
        </message>
        <message>
            <source>{size} bytes</source>
            <translation>{size} 字节</translation>
        </message>
    </context>
    <context>
        <name>SamePerson</name>
        <message>
            <source>({bits} bits)</source>
            <translation>（{bits} 比特）</translation>
        </message>
        <message>
            <source>Allergies, results and everything else of both are then shown together under the first name. Nothing is moved or changed, and it can be taken back.</source>
            <translation>此后两份病历的过敏、检验等全部内容合并显示在第一个姓名之下。不移动、不修改任何内容，并可撤回。</translation>
        </message>
        <message>
            <source>As one person they are shown under the first record. Both stay as they came; the link can be taken back exactly.</source>
            <translation>作为同一人时，合并显示在第一份病历之下。两份病历保持原样；该关联可完全撤回。</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>出生</translation>
        </message>
        <message>
            <source>Compare again</source>
            <translation>重新比较</translation>
        </message>
        <message>
            <source>Comparing patients</source>
            <translation>正在比较患者</translation>
        </message>
        <message>
            <source>Comparing the clinic's patients</source>
            <translation>正在比较全院患者</translation>
        </message>
        <message>
            <source>Decided</source>
            <translation>已决定</translation>
        </message>
        <message>
            <source>Decided by {who}.</source>
            <translation>由 {who} 决定。</translation>
        </message>
        <message>
            <source>Died</source>
            <translation>死亡</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>For and against</source>
            <translation>支持与反对</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>标识</translation>
        </message>
        <message>
            <source>Last event</source>
            <translation>最近事件</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Nobody stands twice</source>
            <translation>没有重复登记</translation>
        </message>
        <message>
            <source>Nothing is shown, because a part could look like all of it.</source>
            <translation>未显示任何内容，以免将部分误认为全部。</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>One person</source>
            <translation>同一人</translation>
        </message>
        <message>
            <source>Open the first</source>
            <translation>打开第一位</translation>
        </message>
        <message>
            <source>Open the second</source>
            <translation>打开第二位</translation>
        </message>
        <message>
            <source>Pairs</source>
            <translation>成对病历</translation>
        </message>
        <message>
            <source>Pinyin</source>
            <translation>拼音</translation>
        </message>
        <message>
            <source>Records that may be of one person appear here with the reasons for and against. Linking changes no record and can be taken back.</source>
            <translation>可能属于同一人的病历连同支持与反对的理由显示于此。关联不改动任何病历，并可撤回。</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Show these two records as one person?</source>
            <translation>将这两份病历显示为同一人？</translation>
        </message>
        <message>
            <source>Take the decision back</source>
            <translation>撤回决定</translation>
        </message>
        <message>
            <source>Taking it back leaves both records exactly as they were before.</source>
            <translation>撤回后两份病历与之前完全一致。</translation>
        </message>
        <message>
            <source>The comparison was stopped</source>
            <translation>比较已停止</translation>
        </message>
        <message>
            <source>The decision</source>
            <translation>决定</translation>
        </message>
        <message>
            <source>These are one person</source>
            <translation>是同一人</translation>
        </message>
        <message>
            <source>These are two people</source>
            <translation>是两个人</translation>
        </message>
        <message>
            <source>Two people</source>
            <translation>两个人</translation>
        </message>
        <message>
            <source>Two records beside each other</source>
            <translation>两份病历对照</translation>
        </message>
        <message>
            <source>decided</source>
            <translation>已决定</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>probability {chance}</source>
            <translation>概率 {chance}</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
    </context>
    <context>
        <name>WhoseDialog</name>
        <message>
            <source>Give the record number or the id of the patient it belongs to.</source>
            <translation>请输入所属患者的病历号或标识。</translation>
        </message>
        <message>
            <source>It becomes a new patient beside the one that is stored.</source>
            <translation>将在已存患者之外建立一位新患者。</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Record number or id</source>
            <translation>病历号或标识</translation>
        </message>
        <message>
            <source>Take in</source>
            <translation>收入</translation>
        </message>
        <message>
            <source>Take it in for another patient?</source>
            <translation>收入另一位患者名下？</translation>
        </message>
    </context>
    <context>
        <name>WhyDialog</name>
        <message>
            <source>Discard</source>
            <translation>舍弃</translation>
        </message>
        <message>
            <source>Discard what came?</source>
            <translation>舍弃新收到的内容？</translation>
        </message>
        <message>
            <source>Its bytes stay in the vault and your reason in the audit; it is not taken in.</source>
            <translation>其原始字节保留在保险库中，您的理由记入审计；内容不会被收入。</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
    </context>
    <context>
        <name>_Question</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>desk</name>
        <message>
            <source>A diagnostic report</source>
            <translation>诊断报告</translation>
        </message>
        <message>
            <source>A document</source>
            <translation>文书</translation>
        </message>
        <message>
            <source>A patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>A prescription</source>
            <translation>处方</translation>
        </message>
        <message>
            <source>A problem</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>A procedure</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>A whole file</source>
            <translation>整个文件</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>An allergy</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>An encounter</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>An immunisation</source>
            <translation>免疫接种</translation>
        </message>
        <message>
            <source>An observation</source>
            <translation>观察结果</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>姓</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>名</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>alike</source>
            <translation>相近</translation>
        </message>
        <message>
            <source>day and month changed</source>
            <translation>日与月颠倒</translation>
        </message>
        <message>
            <source>different</source>
            <translation>不同</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>partly known, and agrees</source>
            <translation>部分已知且一致</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>the same sound in other characters</source>
            <translation>同音异字</translation>
        </message>
    </context>
    <context>
        <name>rooms</name>
        <message>
            <source>To decide</source>
            <translation>待决定</translation>
        </message>
    </context>
</TS>
