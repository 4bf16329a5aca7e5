import { Button, ConfigProvider, Form, Input, Table } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { createRoot } from 'react-dom/client'

/** The least that a page of React and antd is: one field with the focus, one button, one table. */
const rows = [1, 2, 3].map((no) => ({ key: no, no, name: `第 ${no} 行` }))
const columns = [
  { title: '序号', dataIndex: 'no' },
  { title: '名称', dataIndex: 'name' },
]

createRoot(document.getElementById('root')!).render(
  <ConfigProvider locale={zhCN}>
    <Form layout="inline">
      <Form.Item label="证件号">
        <Input autoFocus />
      </Form.Item>
      <Button type="primary">查询</Button>
    </Form>
    <Table columns={columns} dataSource={rows} pagination={false} />
  </ConfigProvider>,
)
