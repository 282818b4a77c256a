<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>AppointmentsRoom</name>
        <message>
            <source>1 appointment</source>
            <translation>1 个预约</translation>
        </message>
        <message>
            <source>A quarter of an hour earlier</source>
            <translation>提前一刻钟</translation>
        </message>
        <message>
            <source>A quarter of an hour later</source>
            <translation>推后一刻钟</translation>
        </message>
        <message>
            <source>Appointments of the day</source>
            <translation>当日预约</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>预约</translation>
        </message>
        <message>
            <source>Book an appointment</source>
            <translation>新建预约</translation>
        </message>
        <message>
            <source>Book with N, or import appointments as FHIR or HL7 v2 messages (SIU) with Ctrl+O.</source>
            <translation>按 N 新建预约，或按 Ctrl+O 导入 FHIR 或 HL7 v2（SIU）预约消息。</translation>
        </message>
        <message>
            <source>Cancel the chosen appointment</source>
            <translation>取消所选预约</translation>
        </message>
        <message>
            <source>Choose the patient first.</source>
            <translation>请先选择患者。</translation>
        </message>
        <message>
            <source>Every room</source>
            <translation>所有诊室</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>所有人员</translation>
        </message>
        <message>
            <source>Move the chosen appointment</source>
            <translation>修改所选预约</translation>
        </message>
        <message>
            <source>Moved to {time}.</source>
            <translation>已改到 {time}。</translation>
        </message>
        <message>
            <source>Next day</source>
            <translation>后一天</translation>
        </message>
        <message>
            <source>Nobody is expected</source>
            <translation>当日无人预约</translation>
        </message>
        <message>
            <source>Open the chart of the chosen appointment</source>
            <translation>打开所选预约患者的病历</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Previous day</source>
            <translation>前一天</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>打印</translation>
        </message>
        <message>
            <source>Print the day list</source>
            <translation>打印当日预约表</translation>
        </message>
        <message>
            <source>Reading the day</source>
            <translation>正在读取当日预约</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>事由</translation>
        </message>
        <message>
            <source>Room</source>
            <translation>诊室</translation>
        </message>
        <message>
            <source>Saving the appointment</source>
            <translation>正在保存预约</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>The appointment is cancelled.</source>
            <translation>预约已取消。</translation>
        </message>
        <message>
            <source>The appointment is saved.</source>
            <translation>预约已保存。</translation>
        </message>
        <message>
            <source>The time is written like 09:30.</source>
            <translation>时间格式如 09:30。</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Today's appointments</source>
            <translation>今天的预约</translation>
        </message>
        <message>
            <source>Which room</source>
            <translation>哪个诊室</translation>
        </message>
        <message>
            <source>With</source>
            <translation>接诊者</translation>
        </message>
        <message>
            <source>With whom</source>
            <translation>由谁接诊</translation>
        </message>
        <message>
            <source>{count} appointments</source>
            <translation>{count} 个预约</translation>
        </message>
    </context>
    <context>
        <name>BookingForm</name>
        <message>
            <source>Day</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Finding patients</source>
            <translation>正在查找患者</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>Name, pinyin, initials, number or phone</source>
            <translation>姓名、拼音、首字母、病历号或电话</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Patients found</source>
            <translation>查找到的患者</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>事由</translation>
        </message>
        <message>
            <source>Room</source>
            <translation>诊室</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Why they come</source>
            <translation>就诊原因</translation>
        </message>
        <message>
            <source>With</source>
            <translation>接诊者</translation>
        </message>
    </context>
    <context>
        <name>Side</name>
        <message>
            <source>Appointment</source>
            <translation>预约</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>已到诊</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Book</source>
            <translation>预约</translation>
        </message>
        <message>
            <source>Book all the same</source>
            <translation>仍然预约</translation>
        </message>
        <message>
            <source>Booked after all</source>
            <translation>恢复为已预约</translation>
        </message>
        <message>
            <source>Came from {source}</source>
            <translation>来自 {source}</translation>
        </message>
        <message>
            <source>Cancel it</source>
            <translation>取消预约</translation>
        </message>
        <message>
            <source>Cancelled: {reason}</source>
            <translation>已取消：{reason}</translation>
        </message>
        <message>
            <source>Choose an appointment to see it, or book one with N.</source>
            <translation>选择一个预约查看，或按 N 新建预约。</translation>
        </message>
        <message>
            <source>Did not come</source>
            <translation>未到</translation>
        </message>
        <message>
            <source>Move or change</source>
            <translation>改期或修改</translation>
        </message>
        <message>
            <source>New appointment</source>
            <translation>新预约</translation>
        </message>
        <message>
            <source>Open the chart</source>
            <translation>打开病历</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>已就诊</translation>
        </message>
    </context>
    <context>
        <name>WeekStrip</name>
        <message>
            <source>{weekday}, {date}: {count} appointments</source>
            <translation>{weekday}，{date}：{count} 个预约</translation>
        </message>
    </context>
    <context>
        <name>agenda</name>
        <message>
            <source>Save the day list</source>
            <translation>保存当日预约表</translation>
        </message>
        <message>
            <source>Saved as {name}: {count} appointments</source>
            <translation>已保存为 {name}：{count} 个预约</translation>
        </message>
        <message>
            <source>Writing the day list</source>
            <translation>正在生成当日预约表</translation>
        </message>
    </context>
    <context>
        <name>appointments</name>
        <message>
            <source>Arrived</source>
            <translation>已到诊</translation>
        </message>
        <message>
            <source>Booked</source>
            <translation>已预约</translation>
        </message>
        <message>
            <source>Cancel it</source>
            <translation>取消预约</translation>
        </message>
        <message>
            <source>Cancel this appointment?</source>
            <translation>取消这个预约？</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Did not come</source>
            <translation>未到</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>误录入</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>待确认</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>拟定</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>事由</translation>
        </message>
        <message>
            <source>Reason, such as: the patient is ill</source>
            <translation>原因，例如：患者生病</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>已就诊</translation>
        </message>
        <message>
            <source>Waiting list</source>
            <translation>候补</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} 分钟</translation>
        </message>
        <message>
            <source>{patient}, {day}, {time}. It stays in the list, crossed out, with the reason.</source>
            <translation>{patient}，{day}，{time}。预约仍留在列表中，划线并注明原因。</translation>
        </message>
    </context>
</TS>
