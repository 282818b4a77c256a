<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>EcgCard</name>
        <message>
            <source>12 leads</source>
            <translation>12 导联</translation>
        </message>
        <message>
            <source>ECG, rate {rate} per minute</source>
            <translation>心电图，心率每分钟 {rate} 次</translation>
        </message>
        <message>
            <source>Electrocardiogram</source>
            <translation>心电图</translation>
        </message>
        <message>
            <source>Faster paper (plus key)</source>
            <translation>加快走纸（加号键）</translation>
        </message>
        <message>
            <source>Leads</source>
            <translation>导联</translation>
        </message>
        <message>
            <source>No beat found in the trusted signal</source>
            <translation>可信信号中未检出心搏</translation>
        </message>
        <message>
            <source>Open record</source>
            <translation>打开原始记录</translation>
        </message>
        <message>
            <source>Reading the recording…</source>
            <translation>正在读取记录…</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Slower paper (minus key)</source>
            <translation>减慢走纸（减号键）</translation>
        </message>
        <message>
            <source>Whole recording (0 key)</source>
            <translation>显示全程（0 键）</translation>
        </message>
        <message>
            <source>{beats} beats in lead {lead}, RR {low}–{high} ms</source>
            <translation>{lead} 导联 {beats} 次心搏，RR 间期 {low}–{high} ms</translation>
        </message>
    </context>
    <context>
        <name>EcgView</name>
        <message>
            <source>cut off</source>
            <translation>削顶</translation>
        </message>
        <message>
            <source>flat line</source>
            <translation>平直线</translation>
        </message>
        <message>
            <source>no signal</source>
            <translation>无信号</translation>
        </message>
    </context>
    <context>
        <name>TrendCard</name>
        <message>
            <source>no change</source>
            <translation>无变化</translation>
        </message>
        <message>
            <source>{count} not drawn</source>
            <translation>{count} 项未绘出</translation>
        </message>
    </context>
    <context>
        <name>VitalsRoom</name>
        <message>
            <source>1 year</source>
            <translation>1 年</translation>
        </message>
        <message>
            <source>24 hours</source>
            <translation>24 小时</translation>
        </message>
        <message>
            <source>30 days</source>
            <translation>30 天</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 天</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Blood pressure, pulse, temperature, glucose and the ECG appear here as curves with their ranges once a record that holds them is imported.</source>
            <translation>导入含有测量值的病历后，血压、脉搏、体温、血糖和心电图将以曲线及其参考范围显示于此。</translation>
        </message>
        <message>
            <source>ECG: faster paper</source>
            <translation>心电图：加快走纸</translation>
        </message>
        <message>
            <source>ECG: fit the width</source>
            <translation>心电图：适合宽度</translation>
        </message>
        <message>
            <source>ECG: slower paper</source>
            <translation>心电图：减慢走纸</translation>
        </message>
        <message>
            <source>Go to the ECG</source>
            <translation>转到心电图</translation>
        </message>
        <message>
            <source>Newest value {when}</source>
            <translation>最新测量 {when}</translation>
        </message>
        <message>
            <source>No patient is open</source>
            <translation>尚未打开患者</translation>
        </message>
        <message>
            <source>No vital signs are recorded</source>
            <translation>无生命体征记录</translation>
        </message>
        <message>
            <source>Open a patient to see blood pressure, pulse, temperature, glucose and the ECG.</source>
            <translation>打开患者即可查看血压、脉搏、体温、血糖和心电图。</translation>
        </message>
        <message>
            <source>Reading the recording</source>
            <translation>正在读取记录</translation>
        </message>
        <message>
            <source>Reading the vital signs</source>
            <translation>正在读取生命体征</translation>
        </message>
        <message>
            <source>Vital signs</source>
            <translation>生命体征</translation>
        </message>
    </context>
    <context>
        <name>vitals</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>1 reading</source>
            <translation>1 次测量</translation>
        </message>
        <message>
            <source>Blood pressure</source>
            <translation>血压</translation>
        </message>
        <message>
            <source>Blood pressure at home</source>
            <translation>家庭血压</translation>
        </message>
        <message>
            <source>Cannot compute: needs {inputs}</source>
            <translation>无法计算：缺少{inputs}</translation>
        </message>
        <message>
            <source>Computed: NEWS2 (RCP 2017) {version}, SpO2 scale 1</source>
            <translation>计算：NEWS2（RCP 2017）{version}，SpO2 量表 1</translation>
        </message>
        <message>
            <source>Critically high</source>
            <translation>危急偏高</translation>
        </message>
        <message>
            <source>Critically low</source>
            <translation>危急偏低</translation>
        </message>
        <message>
            <source>ESC 2024, home</source>
            <translation>ESC 2024，家庭</translation>
        </message>
        <message>
            <source>ESC 2024, office</source>
            <translation>ESC 2024，诊室</translation>
        </message>
        <message>
            <source>Glucose</source>
            <translation>血糖</translation>
        </message>
        <message>
            <source>Glucose, sensor</source>
            <translation>血糖（传感器）</translation>
        </message>
        <message>
            <source>Heart rate</source>
            <translation>心率</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>身高</translation>
        </message>
        <message>
            <source>High</source>
            <translation>偏高</translation>
        </message>
        <message>
            <source>High risk</source>
            <translation>高风险</translation>
        </message>
        <message>
            <source>In range</source>
            <translation>正常范围</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>偏低</translation>
        </message>
        <message>
            <source>Low risk</source>
            <translation>低风险</translation>
        </message>
        <message>
            <source>Low to medium risk</source>
            <translation>低至中风险</translation>
        </message>
        <message>
            <source>Medium risk</source>
            <translation>中风险</translation>
        </message>
        <message>
            <source>NEWS2 (RCP 2017), low clinical risk</source>
            <translation>NEWS2（RCP 2017）低临床风险</translation>
        </message>
        <message>
            <source>NEWS2 (RCP 2017), scores 0</source>
            <translation>NEWS2（RCP 2017）0 分</translation>
        </message>
        <message>
            <source>NEWS2 early warning score</source>
            <translation>NEWS2 早期预警评分</translation>
        </message>
        <message>
            <source>No range</source>
            <translation>无参考范围</translation>
        </message>
        <message>
            <source>No range is recorded with the value</source>
            <translation>未记录参考范围</translation>
        </message>
        <message>
            <source>Nothing in this range; last {when}</source>
            <translation>此时段无测量；最近 {when}</translation>
        </message>
        <message>
            <source>Oxygen saturation</source>
            <translation>血氧饱和度</translation>
        </message>
        <message>
            <source>Range {range} · {source}</source>
            <translation>参考范围 {range} · {source}</translation>
        </message>
        <message>
            <source>Respiratory rate</source>
            <translation>呼吸频率</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>体温</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>体重</translation>
        </message>
        <message>
            <source>a unit that does not fit</source>
            <translation>单位不符</translation>
        </message>
        <message>
            <source>air or oxygen</source>
            <translation>吸空气或吸氧</translation>
        </message>
        <message>
            <source>birth date</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>consciousness</source>
            <translation>意识状态</translation>
        </message>
        <message>
            <source>no date</source>
            <translation>无日期</translation>
        </message>
        <message>
            <source>no unit</source>
            <translation>无单位</translation>
        </message>
        <message>
            <source>only one of systolic and diastolic</source>
            <translation>收缩压与舒张压仅有其一</translation>
        </message>
        <message>
            <source>oxygen saturation</source>
            <translation>血氧饱和度</translation>
        </message>
        <message>
            <source>pulse</source>
            <translation>脉搏</translation>
        </message>
        <message>
            <source>recorded with the value</source>
            <translation>随结果记录</translation>
        </message>
        <message>
            <source>respiratory rate</source>
            <translation>呼吸频率</translation>
        </message>
        <message>
            <source>systolic blood pressure</source>
            <translation>收缩压</translation>
        </message>
        <message>
            <source>temperature</source>
            <translation>体温</translation>
        </message>
        <message>
            <source>time in range, Battelino 2019</source>
            <translation>目标范围，Battelino 2019</translation>
        </message>
        <message>
            <source>{count} readings</source>
            <translation>{count} 次测量</translation>
        </message>
        <message>
            <source>{sign}, the patient's own</source>
            <translation>{sign}（患者自测）</translation>
        </message>
    </context>
</TS>
