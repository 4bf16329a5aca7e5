// Made from shared/contracts/nhsa by `npm run contracts -- types`; not edited by hand.
type Text = string
type Free = { [key: string]: unknown }

export interface Nhsa {
  /** 人员信息获取 */
  '1101': {
    input: {
      data: {
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 卡识别码 */ card_sn?: Text
        /** 读卡原始信息 */ orgin_card_info?: Text
        /** 读卡签名 */ sign?: Text
        /** 开始时间 */ begntime?: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      /** 基本信息 */ baseinfo: {
        /** 人员编号 */ psn_no: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age: number
        /** 字段扩展 */ exp_content?: Text
      }
      /** 参保信息列表 */ insuinfo?: {
        /** 余额 */ balc: number
        /** 险种类型 */ insutype: Text
        /** 人员类别 */ psn_type: Text
        /** 人员参保状态 */ psn_insu_stas?: Text
        /** 个人参保日期 */ psn_insu_date?: Text
        /** 暂停参保日期 */ paus_insu_date?: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 参保地医保区划 */ insuplc_admdvs: Text
        /** 单位名称 */ emp_name?: Text
      }[]
      /** 身份信息列表 */ idetinfo?: {
        /** 人员身份类别 */ psn_idet_type: Text
        /** 人员类别等级 */ psn_type_lv?: Text
        /** 备注 */ memo?: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
      }[]
    }
  }
  /** 医药机构信息获取 */
  '1201': {
    input: {
      medinsinfo: {
        /** 定点医疗服务机构类型 */ fixmedins_type: Text
        /** 定点医药机构名称 */ fixmedins_name?: Text
        /** 定点医药机构编号 */ fixmedins_code?: Text
      }
    }
    output: {
      medinsinfo?: {
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 统一社会信用代码 */ uscc?: Text
        /** 定点医疗服务机构类型 */ fixmedins_type: Text
        /** 医院等级 */ hosp_lv?: Text
        /** 扩展字段 */ exp_content?: Text
      }[]
    }
  }
  /** 西药中成药目录下载 */
  '1301': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 药品商品名 */ drug_prodname?: Text
        /** 通用名编号 */ genname_codg?: Text
        /** 药品通用名 */ drug_genname?: Text
        /** 化学名称 */ chemname?: Text
        /** 别名 */ alis?: Text
        /** 英文名称 */ eng_name?: Text
        /** 注册名称 */ reg_name?: Text
        /** 药监本位码 */ drugstdcode?: Text
        /** 药品剂型 */ drug_dosform?: Text
        /** 药品剂型名称 */ drug_dosform_name?: Text
        /** 药品类别 */ drug_type?: Text
        /** 药品类别名称 */ drug_type_name?: Text
        /** 药品规格 */ drug_spec?: Text
        /** 药品规格代码 */ drug_spec_code?: Text
        /** 注册剂型 */ reg_dosform?: Text
        /** 注册规格 */ reg_spec?: Text
        /** 注册规格代码 */ reg_spec_code?: Text
        /** 每次用量 */ each_dos?: Text
        /** 使用频次 */ used_frqu?: Text
        /** 酸根盐基 */ acdbas?: Text
        /** 国家药品编号 */ nat_drug_no?: Text
        /** 用法 */ used_mtd?: Text
        /** 中成药标志 */ tcmpat_flag?: Text
        /** 生产地类别 */ prodplac_type?: Text
        /** 生产地类别名称 */ prodplac_type_name?: Text
        /** 计价单位类型 */ prcunt_type?: Text
        /** 非处方药标志 */ otc_flag?: Text
        /** 非处方药标志名称 */ otc_flag_name?: Text
        /** 包装材质 */ pacmatl?: Text
        /** 包装材质名称 */ pacmatl_name?: Text
        /** 包装规格 */ pacspec?: Text
        /** 包装数量 */ pac_cnt?: Text
        /** 功能主治 */ efcc_atd?: Text
        /** 给药途径 */ rute?: Text
        /** 说明书 */ manl?: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 最小使用单位 */ min_useunt?: Text
        /** 最小销售单位 */ min_salunt?: Text
        /** 最小计量单位 */ min_unt?: Text
        /** 最小包装数量 */ min_pac_cnt?: number
        /** 最小包装单位 */ min_pacunt?: Text
        /** 最小制剂单位 */ min_prepunt?: Text
        /** 最小包装单位名称 */ minpacunt_name?: Text
        /** 最小制剂单位名称 */ min_prepunt_name?: Text
        /** 转换比 */ convrat?: number
        /** 药品有效期 */ drug_expy?: Text
        /** 最小计价单位 */ min_prcunt?: Text
        /** 五笔助记码 */ wubi?: Text
        /** 拼音助记码 */ pinyin?: Text
        /** 分包装厂家 */ subpck_fcty?: Text
        /** 生产企业编号 */ prodentp_code?: Text
        /** 生产企业名称 */ prodentp_name?: Text
        /** 特殊限价药品标志 */ sp_lmtpric_drug_flag?: Text
        /** 特殊药品标志 */ sp_drug_flag?: Text
        /** 限制使用范围 */ lmt_usescp?: Text
        /** 限制使用标志 */ lmt_used_flag?: Text
        /** 药品注册证号 */ drug_regno?: Text
        /** 药品注册证号开始日期 */ drug_regcert_begndate?: Text
        /** 药品注册证号结束日期 */ drug_regcert_enddate?: Text
        /** 批准文号 */ aprvno?: Text
        /** 批准文号开始日期 */ aprvno_begndate?: Text
        /** 批准文号结束日期 */ aprvno_enddate?: Text
        /** 市场状态 */ mkt_stas?: Text
        /** 市场状态名称 */ mkt_stas_name?: Text
        /** 药品注册批件电子档案 */ drug_reg_appvletr_elecacs?: Text
        /** 药品补充申请批件电子档案 */ splm_appy_appvletr_file?: Text
        /** 国家医保药品目录备注 */ nat_hi_druglist_memo?: Text
        /** 基本药物标志名称 */ bas_medn_flag_name?: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 增值税调整药品标志 */ advaltax_adjm_drug_flag?: Text
        /** 增值税调整药品名称 */ advaltax_adjm_drug_name?: Text
        /** 上市药品目录集药品 */ lstd_druglist_drug?: Text
        /** 医保谈判药品标志 */ hi_nego_drug_flag?: Text
        /** 医保谈判药品名称 */ hi_nego_drug_name?: Text
        /** 卫健委药品编码 */ nhc_drug_codg?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
        /** 儿童用药 */ chld_medc?: Text
        /** 公司名称 */ co_name?: Text
        /** 仿制药一致性评价药品 */ conseval_drug?: Text
        /** 经销企业 */ dstr?: Text
        /** 经销企业联系人 */ dstr_coner?: Text
        /** 经销企业授权书电子档案 */ dstr_auth_file_elecacs?: Text
        /** 国家医保药品目录剂型 */ nat_hi_druglist_dosform?: Text
        /** 国家医保药品目录甲乙类标识 */ nat_hi_druglist_chrgitm_lv?: Text
        /** 上市许可证持有人 */ lstd_lic_holder?: Text
        /** 下发标志 */ isu_flag?: Text
        /** 传输数据ID */ tram_data_id?: Text
        /** 生效时间 */ efft_time?: Text
        /** 失效时间 */ invd_time?: Text
      }[]
    }
  }
  /** 中药饮片目录下载 */
  '1302': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 单味药名称 */ tcmherb_name?: Text
        /** 单复方标志 */ cpnd_flag?: Text
        /** 质量等级 */ qlt_reg?: Text
        /** 中草药年份 */ tcmherb_year?: Text
        /** 药用部位 */ med_part?: Text
        /** 安全计量 */ safe_mtr?: Text
        /** 常规用法 */ cnvl_used?: Text
        /** 性味 */ natfla?: Text
        /** 归经 */ mertpm?: Text
        /** 品种 */ cat?: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
        /** 药材名称 */ mlms_name?: Text
        /** 功能主治 */ efcc_atd?: Text
        /** 炮制方法 */ psdg_mtd?: Text
        /** 功效分类 */ ecy_type?: Text
        /** 药材种来源 */ mlms_cat_souc?: Text
        /** 国家医保支付政策 */ nat_hi_pay_pol?: Text
        /** 省级医保支付政策 */ prov_hi_pay_pol?: Text
        /** 标准名称 */ std_name?: Text
        /** 标准页码 */ std_pagen?: Text
        /** 标准电子档案 */ std_elecacs?: Text
        /** 下发标志 */ isu_flag?: Text
        /** 传输数据ID */ tram_data_id?: Text
        /** 生效时间 */ efft_time?: Text
        /** 失效时间 */ invd_time?: Text
      }[]
    }
  }
  /** 医疗机构制剂目录下载 */
  '1303': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 药品商品名 */ drug_prodname?: Text
        /** 别名 */ alis?: Text
        /** 英文名称 */ eng_name?: Text
        /** 剂型 */ dosform?: Text
        /** 剂型名称 */ dosform_name?: Text
        /** 注册剂型 */ reg_dosform?: Text
        /** 成分 */ ing?: Text
        /** 功能主治 */ efcc_atd?: Text
        /** 性状 */ chrt?: Text
        /** 药品规格 */ drug_spec?: Text
        /** 药品规格代码 */ drug_spec_code?: Text
        /** 注册规格 */ reg_spec?: Text
        /** 注册规格代码 */ reg_spec_code?: Text
        /** 给药途径 */ rute?: Text
        /** 贮藏 */ stog?: Text
        /** 使用频次 */ used_frqu?: Text
        /** 每次用量 */ each_dos?: Text
        /** 药品类别 */ drug_type?: Text
        /** 药品类别名称 */ drug_type_name?: Text
        /** 非处方药标志 */ otc_flag?: Text
        /** 非处方药标志名称 */ otc_flag_name?: Text
        /** 包装材质 */ pacmatl?: Text
        /** 包装材质名称 */ pacmatl_name?: Text
        /** 包装规格 */ pacspec?: Text
        /** 说明书 */ manl?: Text
        /** 包装数量 */ pac_cnt?: Text
        /** 最小使用单位 */ min_useunt?: Text
        /** 最小销售单位 */ min_salunt?: Text
        /** 最小计量单位 */ min_unt?: Text
        /** 最小包装数量 */ min_pac_cnt?: number
        /** 最小包装单位 */ min_pacunt?: Text
        /** 最小制剂单位 */ min_prepunt?: Text
        /** 最小制剂单位名称 */ min_prepunt_name?: Text
        /** 药品有效期 */ drug_expy?: Text
        /** 最小计价单位 */ min_prcunt?: Text
        /** 不良反应 */ defs?: Text
        /** 注意事项 */ mnan?: Text
        /** 禁忌 */ tabo?: Text
        /** 生产企业编号 */ prodentp_code?: Text
        /** 生产企业名称 */ prodentp_name?: Text
        /** 生产企业地址 */ prodentp_addr?: Text
        /** 特殊限价药品标志 */ sp_lmtpric_drug_flag?: Text
        /** 批准文号 */ aprvno?: Text
        /** 批准文号开始日期 */ aprvno_begndate?: Text
        /** 批准文号结束日期 */ aprvno_enddate?: Text
        /** 药品注册证号 */ drug_regno?: Text
        /** 药品注册证号开始日期 */ drug_regcert_begndate?: Text
        /** 药品注册证号结束日期 */ drug_regcert_enddate?: Text
        /** 转换比 */ convrat?: number
        /** 限制使用范围 */ lmt_usescp?: Text
        /** 最小包装单位名称 */ minpacunt_name?: Text
        /** 注册名称 */ reg_name?: Text
        /** 分包装厂家 */ subpck_fcty?: Text
        /** 市场状态 */ mkt_stas?: Text
        /** 药品注册批件电子档案 */ drug_reg_appvletr_elecacs?: Text
        /** 药品补充申请批件电子档案 */ splm_appy_appvletr_file?: Text
        /** 国家医保药品目录编号 */ nat_hi_druglist_no?: Text
        /** 国家医保药品目录备注 */ nat_hi_druglist_memo?: Text
        /** 增值税调整药品标志 */ advaltax_adjm_drug_flag?: Text
        /** 增值税调整药品名称 */ advaltax_adjm_drug_name?: Text
        /** 上市药品目录集药品 */ lstd_druglist_drug?: Text
        /** 卫健委药品编码 */ nhc_drug_codg?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 开始时间 */ begntime?: Text
        /** 结束时间 */ endtime?: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
        /** 自制剂许可证号 */ selfprep_pmtno?: Text
        /** 儿童用药 */ chld_medc?: Text
        /** 老年患者用药 */ eld_patn_medc?: Text
        /** 医疗机构联系人姓名 */ medins_coner_name?: Text
        /** 医疗机构联系人电话 */ medins_coner_tel?: Text
        /** 自制剂许可证电子档案 */ selfprep_pmtno_elecacs?: Text
        /** 所在地区 */ regn?: Text
        /** 下发标志 */ isu_flag?: Text
        /** 传输数据ID */ tram_data_id?: Text
        /** 生效时间 */ efft_time?: Text
        /** 失效时间 */ invd_time?: Text
        /** 医院制剂申请人单位名称 */ hosp_prep_appyer_emp_name?: Text
        /** 医院制剂申请人单位地址 */ hosp_prep_appyer_emp_addr?: Text
      }[]
    }
  }
  /** 民族药品目录查询 */
  '1304': {
    input: {
      data: {
        /** 医疗目录编码 */ med_list_codg?: Text
        /** 通用名编号 */ genname_codg?: Text
        /** 药品通用名 */ drug_genname?: Text
        /** 药品商品名 */ drug_prodname?: Text
        /** 注册名称 */ reg_name?: Text
        /** 中草药名称 */ tcmherb_name?: Text
        /** 中草药单复方标志 */ cnpd_flag?: Text
        /** 药材名称 */ mlms_name?: Text
        /** 有效标志 */ vali_flag?: Text
        /** 唯一记录号 */ rid?: Text
        /** 版本号 */ ver?: Text
        /** 版本名称 */ ver_name?: Text
        /** 经办开始时间 */ opt_begn_time?: Text
        /** 经办结束时间 */ opt_end_time?: Text
        /** 更新时间 */ updt_time: Text
        /** 当前页数 */ page_num: number
        /** 本页数据量 */ page_size: number
      }
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 当前页 */ pageNum?: number
      /** 每页条数 */ pageSize?: number
      /** 本页条数 */ size?: number
      /** 起始行 */ startRow?: number
      /** 结束行 */ endRow?: number
      /** 是否首页 */ firstPage?: Text
      /** 是否末页 */ lastPage?: Text
      data?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 药品商品名 */ drug_prodname?: Text
        /** 通用名编号 */ genname_codg?: Text
        /** 药品通用名 */ drug_genname?: Text
        /** 民族药种类 */ ethdrug_type?: Text
        /** 化学名称 */ chemname?: Text
        /** 别名 */ alis?: Text
        /** 英文名称 */ eng_name?: Text
        /** 剂型 */ dosform?: Text
        /** 每次用量 */ each_dos?: Text
        /** 使用频次 */ used_frqu?: Text
        /** 国家药品编号 */ nat_drug_no?: Text
        /** 用法 */ used_mtd?: Text
        /** 成分 */ ing?: Text
        /** 性状 */ chrt?: Text
        /** 不良反应 */ defs?: Text
        /** 禁忌 */ tabo?: Text
        /** 注意事项 */ mnan?: Text
        /** 贮藏 */ stog?: Text
        /** 药品规格 */ drug_spec?: Text
        /** 计价单位类型 */ prcunt_type?: Text
        /** 非处方药标志 */ otc_flag?: Text
        /** 包装材质 */ pacmatl?: Text
        /** 包装规格 */ pacspec?: Text
        /** 最小使用单位 */ min_useunt?: Text
        /** 最小销售单位 */ min_salunt?: Text
        /** 说明书 */ manl?: Text
        /** 给药途径 */ rute?: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 药理分类 */ pham_type?: Text
        /** 备注 */ memo?: Text
        /** 包装数量 */ pac_cnt?: Text
        /** 最小计量单位 */ min_unt?: Text
        /** 最小包装数量 */ min_pac_cnt?: number
        /** 最小包装单位 */ min_pacunt?: Text
        /** 最小制剂单位 */ min_prepunt?: Text
        /** 药品有效期 */ drug_expy?: Text
        /** 功能主治 */ efcc_atd?: Text
        /** 最小计价单位 */ min_prcunt?: Text
        /** 五笔助记码 */ wubi?: Text
        /** 拼音助记码 */ pinyin?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time: Text
        /** 数据更新时间 */ updt_time: Text
        /** 创建人 */ crter_id: Text
        /** 创建人姓名 */ crter_name: Text
        /** 创建经办机构 */ crte_optins_no: Text
        /** 经办人 */ opter_id: Text
        /** 经办人姓名 */ opter_name: Text
        /** 经办时间 */ opt_time: Text
        /** 经办机构 */ optins_no: Text
        /** 版本号 */ ver: Text
      }[]
    }
  }
  /** 医疗服务项目目录下载 */
  '1305': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 计价单位 */ prcunt?: Text
        /** 计价单位名称 */ prcunt_name?: Text
        /** 诊疗项目说明 */ trt_item_dscr?: Text
        /** 诊疗除外内容 */ trt_exct_cont?: Text
        /** 诊疗项目内涵 */ trt_item_cont?: Text
        /** 有效标志 */ vali_flag: Text
        /** 备注 */ memo?: Text
        /** 服务项目类别 */ servitem_type?: Text
        /** 医疗服务项目名称 */ servitem_name?: Text
        /** 项目说明 */ item_dscr?: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 唯一记录号 */ rid: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
        /** 下发标志 */ isu_flag?: Text
        /** 传输数据ID */ tram_data_id?: Text
        /** 生效时间 */ efft_time?: Text
        /** 失效时间 */ invd_time?: Text
      }[]
    }
  }
  /** 医用耗材目录下载 */
  '1306': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 耗材名称 */ mcs_name?: Text
        /** 医疗器械唯一标识码 */ udi?: Text
        /** 医保通用名代码 */ hi_genname_code?: Text
        /** 医保通用名 */ hi_genname?: Text
        /** 产品型号 */ prod_mol?: Text
        /** 规格代码 */ spec_code?: Text
        /** 规格 */ spec?: Text
        /** 耗材分类 */ mcs_type?: Text
        /** 规格型号 */ spec_mol?: Text
        /** 材质代码 */ matl_code?: Text
        /** 耗材材质 */ mcs_matl?: Text
        /** 包装规格 */ pacspec?: Text
        /** 包装数量 */ pac_cnt?: Text
        /** 产品包装材质 */ prod_pacmatl?: Text
        /** 包装单位 */ pacunt?: Text
        /** 产品转换比 */ prod_convrat?: Text
        /** 最小使用单位 */ min_useunt?: Text
        /** 生产地类别 */ prodplac_type?: Text
        /** 生产地类别名称 */ prodplac_type_name?: Text
        /** 产品标准 */ prodstrd?: Text
        /** 产品有效期 */ prodexpy?: Text
        /** 性能结构与组成 */ perf_stru_comp?: Text
        /** 适用范围 */ apb_scp?: Text
        /** 产品使用方法 */ prod_istr?: Text
        /** 产品图片编号 */ prod_img_no?: Text
        /** 产品质量标准 */ prod_qlt_std?: Text
        /** 说明书 */ manl?: Text
        /** 其他证明材料 */ oth_cert_matl?: Text
        /** 专机专用标志 */ sped_flag?: Text
        /** 专机名称 */ sped_name?: Text
        /** 组套名称 */ comb_name?: Text
        /** 机套标志 */ case_flag?: Text
        /** 限制使用标志 */ lmt_used_flag?: Text
        /** 医保限用范围 */ hi_lmt_scp?: Text
        /** 最小销售单位 */ min_salunt?: Text
        /** 高值耗材标志 */ highval_mcs_flag?: Text
        /** 医用材料分类代码 */ matl_type_code?: Text
        /** 植入材料和人体器官标志 */ impt_matl_hmorgn_flag?: Text
        /** 灭菌标志 */ stlz_flag?: Text
        /** 灭菌标志名称 */ stlz_flag_name?: Text
        /** 植入或介入类标志 */ impt_itvt_clss_flag?: Text
        /** 植入或介入类名称 */ impt_itvt_clss_name?: Text
        /** 一次性使用标志 */ dspo_used_flag?: Text
        /** 一次性使用标志名称 */ dspo_used_flag_name?: Text
        /** 注册备案人名称 */ reger_name?: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 医疗器械管理类别 */ med_equ_mgt_type?: Text
        /** 医疗器械管理类别名称 */ med_equ_mgt_type_name?: Text
        /** 注册备案号 */ reg_fil_no?: Text
        /** 注册备案产品名称 */ reg_fil_prod_name?: Text
        /** 结构及组成 */ stru_comp?: Text
        /** 其他内容 */ oth_cont?: Text
        /** 批准日期 */ aprv_date?: Text
        /** 注册备案人住所 */ reger_addr?: Text
        /** 注册证有效期开始时间 */ regcert_expy_begntime?: Text
        /** 注册证有效期结束时间 */ regcert_expy_endtime?: Text
        /** 生产企业编号 */ prodentp_code?: Text
        /** 生产企业名称 */ prodentp_name?: Text
        /** 生产地址 */ manu_addr?: Text
        /** 代理人企业 */ agnt_entp?: Text
        /** 代理人企业地址 */ agnt_entp_addr?: Text
        /** 生产国或地区 */ manu_nat_regn?: Text
        /** 售后服务机构 */ aftsal_serins?: Text
        /** 注册或备案证电子档案 */ reg_fil_elec_file?: Text
        /** 产品影像 */ prod_img?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
      }[]
    }
  }
  /** 疾病与诊断目录下载 */
  '1307': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 西医疾病诊断ID */ diag_list_id: Text
        /** 章 */ cpr?: Text
        /** 章代码范围 */ cpr_code_scp?: Text
        /** 章名称 */ cpr_name?: Text
        /** 节代码范围 */ sec_code_scp?: Text
        /** 节名称 */ sec_name?: Text
        /** 类目代码 */ cgy_code?: Text
        /** 类目名称 */ cgy_name?: Text
        /** 亚目代码 */ sor_code?: Text
        /** 亚目名称 */ sor_name?: Text
        /** 诊断代码 */ diag_code?: Text
        /** 诊断名称 */ diag_name?: Text
        /** 使用标记 */ used_std?: Text
        /** 国标版诊断代码 */ natstd_diag_code?: Text
        /** 国标版诊断名称 */ natstd_diag_name?: Text
        /** 临床版诊断代码 */ clnc_diag_code?: Text
        /** 临床版诊断名称 */ clnc_diag_name?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
      }[]
    }
  }
  /** 手术操作目录下载 */
  '1308': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 手术标准目录ID */ oprn_std_list_id: Text
        /** 章 */ cpr?: Text
        /** 章代码范围 */ cpr_code_scp?: Text
        /** 章名称 */ cpr_name?: Text
        /** 类目代码 */ cgy_code?: Text
        /** 类目名称 */ cgy_name?: Text
        /** 亚目代码 */ sor_code?: Text
        /** 亚目名称 */ sor_name?: Text
        /** 细目代码 */ dtls_code?: Text
        /** 细目名称 */ dtls_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 使用标记 */ used_std?: Text
        /** 团标版手术操作代码 */ rtl_oprn_oprt_code?: Text
        /** 团标版手术操作名称 */ rtl_oprn_oprt_name?: Text
        /** 临床版手术操作代码 */ clnc_oprn_oprt_code?: Text
        /** 临床版手术操作名称 */ clnc_oprn_oprt_name?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
      }[]
    }
  }
  /** 门诊慢特病种目录下载 */
  '1309': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt: number
      /** 下载文件的数据行 */ file_row?: {
        /** 门慢门特病种目录代码 */ opsp_dise_code: Text
        /** 门慢门特病种大类名称 */ opsp_dise_majcls_name?: Text
        /** 门慢门特病种细分类名称 */ opsp_dise_subd_clss_name?: Text
        /** 医保区划 */ admdvs?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 病种内涵 */ dise_cont?: Text
        /** 版本名称 */ ver_name?: Text
        /** 诊疗指南页码 */ trt_guide_pagen?: Text
        /** 诊疗指南电子档案 */ trt_guide_elecacs?: Text
        /** 门慢门特病种名称 */ opsp_dise_name?: Text
        /** 门慢门特病种大类代码 */ opsp_dise_majcls_code?: Text
      }[]
    }
  }
  /** 按病种付费病种目录下载 */
  '1310': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 病种结算目录ID */ dise_setl_list_id: Text
        /** 按病种结算病种目录代码 */ bydise_setl_list_code?: Text
        /** 按病种结算病种名称 */ bydise_setl_dise_name?: Text
        /** 限定手术操作代码 */ qua_oprn_oprt_code?: Text
        /** 限定手术操作名称 */ qua_oprn_oprt_name?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 病种内涵 */ dise_cont?: Text
        /** 备注 */ memo?: Text
        /** 版本名称 */ ver_name?: Text
        /** 诊疗指南页码 */ trt_guide_pagen?: Text
        /** 诊疗指南电子档案 */ trt_guide_elecacs?: Text
      }[]
    }
  }
  /** 日间手术治疗病种目录下载 */
  '1311': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 日间手术治疗目录ID */ daysrg_trt_list_id: Text
        /** 日间手术病种目录代码 */ daysrg_dise_list_code?: Text
        /** 日间手术病种名称 */ daysrg_dise_name?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 病种内涵 */ dise_cont?: Text
        /** 备注 */ memo?: Text
        /** 版本名称 */ ver_name?: Text
        /** 诊疗指南页码 */ trt_guide_pagen?: Text
        /** 诊疗指南电子档案 */ trt_guide_elecacs?: Text
        /** 手术操作名称 */ qua_oprn_oprt_name?: Text
        /** 手术操作代码 */ qua_oprn_oprt_code?: Text
      }[]
    }
  }
  /** 医保目录信息查询 */
  '1312': {
    input: {
      data: {
        /** 查询时间点 */ query_date?: Text
        /** 医保目录编码 */ hilist_code?: Text
        /** 参保机构医保区划 */ insu_admdvs?: Text
        /** 开始日期 */ begndate?: Text
        /** 医保目录名称 */ hilist_name?: Text
        /** 五笔助记码 */ wubi?: Text
        /** 拼音助记码 */ pinyin?: Text
        /** 医疗收费项目类别 */ med_chrgitm_type?: Text
        /** 收费项目等级 */ chrgitm_lv?: Text
        /** 限制使用标志 */ lmt_used_flag?: Text
        /** 目录类别 */ list_type?: Text
        /** 医疗使用标志 */ med_use_flag?: Text
        /** 生育使用标志 */ matn_used_flag?: Text
        /** 医保目录使用类别 */ hilist_use_type?: Text
        /** 限复方使用类型 */ lmt_cpnd_type?: Text
        /** 有效标志 */ vali_flag?: Text
        /** 更新时间 */ updt_time: Text
        /** 当前页数 */ page_num: number
        /** 本页数据量 */ page_size: number
      }
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 当前页 */ pageNum?: number
      /** 每页条数 */ pageSize?: number
      /** 本页条数 */ size?: number
      /** 起始行 */ startRow?: number
      /** 结束行 */ endRow?: number
      /** 是否首页 */ firstPage?: Text
      /** 是否末页 */ lastPage?: Text
      data?: {
        /** 医保目录编码 */ hilist_code: Text
        /** 医保目录名称 */ hilist_name: Text
        /** 参保机构医保区划 */ insu_admdvs: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 收费项目等级 */ chrgitm_lv: Text
        /** 限制使用标志 */ lmt_used_flag: Text
        /** 目录类别 */ list_type: Text
        /** 医疗使用标志 */ med_use_flag: Text
        /** 生育使用标志 */ matn_used_flag: Text
        /** 医保目录使用类别 */ hilist_use_type: Text
        /** 限复方使用类型 */ lmt_cpnd_type: Text
        /** 五笔助记码 */ wubi?: Text
        /** 拼音助记码 */ pinyin?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 更新时间 */ updt_time: Text
        /** 创建人 */ crter_id?: Text
        /** 创建人姓名 */ crter_name?: Text
        /** 创建时间 */ crte_time: Text
        /** 创建机构 */ crte_optins_no?: Text
        /** 经办人 */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 经办机构 */ optins_no?: Text
        /** 统筹区 */ poolarea_no?: Text
      }[]
    }
  }
  /** 肿瘤形态学目录下载 */
  '1313': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 肿瘤形态学ID */ tmor_mpy_id: Text
        /** 肿瘤/细胞类型代码 */ tmor_cell_type_code?: Text
        /** 肿瘤/细胞类型 */ tmor_cell_type?: Text
        /** 形态学分类代码 */ mpy_type_code?: Text
        /** 形态学分类 */ mpy_type?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
      }[]
    }
  }
  /** 中医疾病目录下载 */
  '1314': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 中医疾病诊断ID */ tcm_diag_id: Text
        /** 科别类目代码 */ caty_cgy_code?: Text
        /** 科别类目名称 */ caty_cgy_name?: Text
        /** 专科系统分类目代码 */ spcy_sys_taxa_code?: Text
        /** 专科系统分类目名称 */ spcy_sys_taxa_name?: Text
        /** 疾病分类代码 */ dise_type_code?: Text
        /** 疾病分类名称 */ dise_type_name?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
      }[]
    }
  }
  /** 中医证候目录下载 */
  '1315': {
    input: {
      data: {
        /** 版本号 */ ver: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 下载截止日期 */ dld_end_time: Text
      /** 数据量 */ data_cnt?: number
      /** 下载文件的数据行 */ file_row?: {
        /** 中医证候ID */ tcmsymp_id: Text
        /** 证候类目代码 */ sds_cgy_code?: Text
        /** 证候类目名称 */ sds_cgy_name?: Text
        /** 证候属性代码 */ sds_attr_code?: Text
        /** 证候属性 */ sds_attr?: Text
        /** 证候分类代码 */ sds_type_code?: Text
        /** 证候分类名称 */ sds_type_name?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 数据创建时间 */ crte_time?: Text
        /** 数据更新时间 */ updt_time?: Text
        /** 版本号 */ ver: Text
        /** 版本名称 */ ver_name?: Text
      }[]
    }
  }
  /** 医疗目录与医保目录匹配信息查询 */
  '1316': {
    input: {
      data: {
        /** 查询时间点 */ query_date?: Text
        /** 医疗目录编码 */ med_list_codg?: Text
        /** 医保目录编码 */ hilist_code?: Text
        /** 目录类别 */ list_type?: Text
        /** 参保机构医保区划 */ insu_admdvs?: Text
        /** 开始日期 */ begndate?: Text
        /** 有效标志 */ vali_flag?: Text
        /** 更新时间 */ updt_time: Text
        /** 当前页数 */ page_num: number
        /** 本页数据量 */ page_size: number
      }
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 当前页 */ pageNum?: number
      /** 每页条数 */ pageSize?: number
      /** 本页条数 */ size?: number
      /** 起始行 */ startRow?: number
      /** 结束行 */ endRow?: number
      /** 是否首页 */ firstPage?: Text
      /** 是否末页 */ lastPage?: Text
      data?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医保目录编码 */ hilist_code: Text
        /** 目录类别 */ list_type: Text
        /** 参保机构医保区划 */ insu_admdvs: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 更新时间 */ updt_time: Text
        /** 创建人 */ crter_id?: Text
        /** 创建人姓名 */ crter_name?: Text
        /** 创建时间 */ crte_time: Text
        /** 创建机构 */ crte_optins_no?: Text
        /** 经办人 */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 经办机构 */ optins_no?: Text
        /** 统筹区 */ poolarea_no?: Text
      }[]
    }
  }
  /** 医药机构目录匹配信息查询 */
  '1317': {
    input: {
      data: {
        /** 查询时间点 */ query_date?: Text
        /** 定点医药机构编号 */ fixmedins_code?: Text
        /** 定点医药机构目录编号 */ medins_list_codg?: Text
        /** 定点医药机构目录名称 */ medins_list_name?: Text
        /** 参保机构医保区划 */ insu_admdvs?: Text
        /** 目录类别 */ list_type?: Text
        /** 医疗目录编码 */ med_list_codg?: Text
        /** 开始日期 */ begndate?: Text
        /** 有效标志 */ vali_flag?: Text
        /** 更新时间 */ updt_time: Text
        /** 当前页数 */ page_num: number
        /** 本页数据量 */ page_size: number
      }
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 当前页 */ pageNum?: number
      /** 每页条数 */ pageSize?: number
      /** 本页条数 */ size?: number
      /** 起始行 */ startRow?: number
      /** 结束行 */ endRow?: number
      /** 是否首页 */ firstPage?: Text
      /** 是否末页 */ lastPage?: Text
      data?: {
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构目录编号 */ medins_list_codg: Text
        /** 定点医药机构目录名称 */ medins_list_name?: Text
        /** 参保机构医保区划 */ insu_admdvs: Text
        /** 目录类别 */ list_type: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 批准文号 */ aprvno?: Text
        /** 剂型 */ dosform?: Text
        /** 除外内容 */ exct_cont?: Text
        /** 项目内涵 */ item_cont?: Text
        /** 计价单位 */ prcunt?: Text
        /** 规格 */ spec?: Text
        /** 包装规格 */ pacspec?: Text
        /** 备注 */ memo?: Text
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 更新时间 */ updt_time: Text
        /** 创建人 */ crter_id?: Text
        /** 创建人姓名 */ crter_name?: Text
        /** 创建时间 */ crte_time: Text
        /** 创建机构 */ crte_optins_no?: Text
        /** 经办人 */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 经办机构 */ optins_no?: Text
        /** 统筹区 */ poolarea_no?: Text
      }[]
    }
  }
  /** 医保目录限价信息查询 */
  '1318': {
    input: {
      data: {
        /** 查询时间点 */ query_date?: Text
        /** 医保目录编码 */ hilist_code?: Text
        /** 医保目录限价类型 */ hilist_lmtpric_type?: Text
        /** 医保目录超限处理方式 */ overlmt_dspo_way?: Text
        /** 参保机构医保区划 */ insu_admdvs?: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 有效标志 */ vali_flag?: Text
        /** 唯一记录号 */ rid?: Text
        /** 表名 */ tabname?: Text
        /** 统筹区 */ poolarea_no?: Text
        /** 更新时间 */ updt_time: Text
        /** 当前页数 */ page_num: number
        /** 本页数据量 */ page_size: number
      }
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 当前页 */ pageNum?: number
      /** 每页条数 */ pageSize?: number
      /** 本页条数 */ size?: number
      /** 起始行 */ startRow?: number
      /** 结束行 */ endRow?: number
      /** 是否首页 */ firstPage?: Text
      /** 是否末页 */ lastPage?: Text
      data?: {
        /** 医保目录编码 */ hilist_code: Text
        /** 医保目录限价类型 */ hilist_lmtpric_type: Text
        /** 医保目录超限处理方式 */ overlmt_dspo_way: Text
        /** 参保机构医保区划 */ insu_admdvs: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 医保目录定价上限金额 */ hilist_pric_uplmt_amt: number
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 更新时间 */ updt_time: Text
        /** 创建人 */ crter_id?: Text
        /** 创建人姓名 */ crter_name?: Text
        /** 创建时间 */ crte_time: Text
        /** 创建机构 */ crte_optins_no?: Text
        /** 经办人 */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 经办机构 */ optins_no?: Text
        /** 表名 */ tabname?: Text
        /** 统筹区 */ poolarea_no?: Text
      }[]
    }
  }
  /** 医保目录先自付比例信息查询 */
  '1319': {
    input: {
      data: {
        /** 查询时间点 */ query_date?: Text
        /** 医保目录编码 */ hilist_code?: Text
        /** 医保目录自付比例人员类别 */ selfpay_prop_psn_type?: Text
        /** 目录自付比例类别 */ selfpay_prop_type?: Text
        /** 参保机构医保区划 */ insu_admdvs?: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 有效标志 */ vali_flag?: Text
        /** 唯一记录号 */ rid?: Text
        /** 表名 */ tabname?: Text
        /** 统筹区 */ poolarea_no?: Text
        /** 更新时间 */ updt_time: Text
        /** 当前页数 */ page_num: number
        /** 本页数据量 */ page_size: number
      }
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 当前页 */ pageNum?: number
      /** 每页条数 */ pageSize?: number
      /** 本页条数 */ size?: number
      /** 起始行 */ startRow?: number
      /** 结束行 */ endRow?: number
      /** 是否首页 */ firstPage?: Text
      /** 是否末页 */ lastPage?: Text
      data?: {
        /** 医保目录编码 */ hilist_code: Text
        /** 医保目录自付比例人员类别 */ selfpay_prop_psn_type: Text
        /** 目录自付比例类别 */ selfpay_prop_type: Text
        /** 参保机构医保区划 */ insu_admdvs: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 自付比例 */ selfpay_prop: number
        /** 有效标志 */ vali_flag: Text
        /** 唯一记录号 */ rid: Text
        /** 更新时间 */ updt_time: Text
        /** 创建人 */ crter_id?: Text
        /** 创建人姓名 */ crter_name?: Text
        /** 创建时间 */ crte_time: Text
        /** 创建机构 */ crte_optins_no?: Text
        /** 经办人 */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 经办机构 */ optins_no?: Text
        /** 表名 */ tabname?: Text
        /** 统筹区 */ poolarea_no?: Text
      }[]
    }
  }
  /** 字典表查询 */
  '1901': {
    input: {
      data: {
        /** 字典类型 */ type: Text
        /** 父字典键值 */ parentValue?: Text
        /** 行政区划 */ admdvs: Text
        /** 查询日期 */ date: Text
        /** 有效标志 */ valiFlag: Text
      }
    }
    output: {
      list?: {
        /** 字典类型 */ type: Text
        /** 字典标签 */ label: Text
        /** 字典键值 */ value: Text
        /** 父字典键值 */ parentValue?: Text
        /** 序号 */ sort: number
        /** 权限标识 */ valiFlag: Text
        /** 创建账户 */ createUser: Text
        /** 创建时间 */ createDate: Text
        /** 版本号 */ version: number
      }[]
    }
  }
  /** 人员待遇享受检查 */
  '2001': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 医疗类别 */ med_type: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 生育类别 */ matn_type?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      trtinfo?: {
        /** 人员编号 */ psn_no: Text
        /** 待遇检查类型 */ trt_chk_type: Text
        /** 基金支付类型 */ fund_pay_type: Text
        /** 基金款项待遇享受标志 */ trt_enjymnt_flag: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 待遇检查结果 */ trt_chk_rslt?: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
  }
  /** 药店预结算 */
  '2101': {
    input: {
      /** 购药信息 */ druginfo: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员类别 */ psn_type: Text
        /** 人员姓名 */ psn_name: Text
        /** 开始时间 */ begntime: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 险种类型 */ insutype: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 医疗类别 */ med_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 购药明细信息 */ drugdetail: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 处方号 */ rxno?: Text
        /** 外购处方标志 */ rx_circ_flag: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 单次剂量描述 */ sin_dos_dscr?: Text
        /** 使用频次描述 */ used_frqu_dscr?: Text
        /** 周期天数 */ prd_days?: number
        /** 用药途径描述 */ medc_way_dscr?: Text
        /** 开单医生编码 */ bilg_dr_codg?: Text
        /** 开单医师姓名 */ bilg_dr_name?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
    output: {
      /** 结算信息 */ setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay: number
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
      /** 明细分割信息 */ detlcutinfo?: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 定价上限金额 */ pric_uplmt_amt: number
        /** 自付比例 */ selfpay_prop?: number
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_amt?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 收费项目等级 */ chrgitm_lv: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 医保谈判药品标志 */ hi_nego_drug_flag?: Text
        /** 儿童用药标志 */ chld_medc_flag?: Text
        /** 目录特项标志 */ list_sp_item_flag?: Text
        /** 直报标志 */ drt_reim_flag?: Text
        /** 备注 */ memo?: Text
        /** 医院负担金额 */ hosp_part_amt?: number
      }[]
    }
  }
  /** 药店结算 */
  '2102': {
    input: {
      /** 购药信息 */ druginfo: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员类别 */ psn_type: Text
        /** 人员姓名 */ psn_name: Text
        /** 开始时间 */ begntime: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 发票号 */ invono?: Text
        /** 险种类型 */ insutype: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 医疗类别 */ med_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 购药明细信息 */ drugdetail: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 处方号 */ rxno?: Text
        /** 外购处方标志 */ rx_circ_flag: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 单次剂量描述 */ sin_dos_dscr?: Text
        /** 使用频次描述 */ used_frqu_dscr?: Text
        /** 周期天数 */ prd_days?: number
        /** 用药途径描述 */ medc_way_dscr?: Text
        /** 开单医生编码 */ bilg_dr_codg?: Text
        /** 开单医师姓名 */ bilg_dr_name?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 字段扩展 */ exp_content?: Text
        /** 追溯码节点信息 */ drug_trac_info?: {
          /** 费用明细流水号 */ feedetl_sn: Text
          /** 药品追溯码 */ drug_trac_codg: Text
          /** 拆零标志 */ trdn_flag: Text
        }[]
      }[]
    }
    output: {
      /** 结算信息 */ setlinfo: {
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age: number
        /** 险种类型 */ insutype: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay: number
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
      /** 明细分割信息 */ detlcutinfo?: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 定价上限金额 */ pric_uplmt_amt: number
        /** 自付比例 */ selfpay_prop?: number
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_amt?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 收费项目等级 */ chrgitm_lv: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 医保谈判药品标志 */ hi_nego_drug_flag?: Text
        /** 儿童用药标志 */ chld_medc_flag?: Text
        /** 目录特项标志 */ list_sp_item_flag?: Text
        /** 直报标志 */ drt_reim_flag?: Text
        /** 备注 */ memo?: Text
      }[]
    }
  }
  /** 药店结算撤销 */
  '2103': {
    input: {
      data: {
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      /** 结算信息 */ setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 结算时间 */ setl_time: Text
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 伤残人员医疗保障基金支出 */ hifdm_pay: number
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 门诊挂号 */
  '2201': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype: Text
        /** 开始时间 */ begntime: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 住院/门诊号 */ ipt_otp_no: Text
        /** 医师编码 */ atddr_no: Text
        /** 医师姓名 */ dr_name: Text
        /** 科室编码 */ dept_code: Text
        /** 科室名称 */ dept_name: Text
        /** 科别 */ caty: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 代办人信息 */ agnterinfo?: {
        /** 代办人姓名 */ agnter_name: Text
        /** 代办人关系 */ agnter_rlts: Text
        /** 代办人证件类型 */ agnter_cert_type: Text
        /** 代办人证件号码 */ agnter_certno: Text
        /** 代办人联系电话 */ agnter_tel: Text
        /** 代办人联系地址 */ agnter_addr?: Text
        /** 代办人照片 */ agnter_photo?: Text | number[]
      }
    }
    output: {
      data: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 住院/门诊号 */ ipt_otp_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
  }
  /** 门诊挂号撤销 */
  '2202': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 住院/门诊号 */ ipt_otp_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: Free
  }
  /** 门诊就诊信息上传 */
  '2203': {
    input: {
      /** 就诊信息 */ mdtrtinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 医疗类别 */ med_type: Text
        /** 开始时间 */ begntime: Text
        /** 主要病情描述 */ main_cond_dscr?: Text
        /** 病种类型代码 */ dise_type_code?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 是否第三方责任标志 */ ttp_resp?: Text
        /** 终止妊娠月数 */ expi_gestation_nub_of_m?: number
        /** 字段扩展 */ exp_content?: Text
      }
      /** 诊断信息 */ diseinfo: {
        /** 诊断类别 */ diag_type: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
        /** 有效标志 */ vali_flag: Text
        /** 主诊断标志 */ maindiag_flag?: Text
      }[]
    }
    output: Free
  }
  /** 门诊就诊信息上传A */
  '2203A': {
    input: {
      /** 就诊信息 */ mdtrtinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 医疗类别 */ med_type: Text
        /** 开始时间 */ begntime: Text
        /** 主要病情描述 */ main_cond_dscr?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 生育类别 */ matn_type?: Text
        /** 孕周数 */ geso_val?: number
        /** 处方医药机构编码 */ rxfixmedinsCode?: Text
        /** 处方医药机构名称 */ rxfixmedinsName?: Text
        /** 文件数据 */ rxIn?: Text | number[]
        /** 文件名 */ rxfilename?: Text
        /** 处方扩展字段 */ rxExpContent?: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 诊断信息 */ diseinfo: {
        /** 诊断类别 */ diag_type: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
        /** 有效标志 */ vali_flag: Text
        /** 主诊断标志 */ maindiag_flag?: Text
      }[]
    }
    output: Free
  }
  /** 门诊费用明细信息上传 */
  '2204': {
    input: {
      /** 费用明细 */ feedetail: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 收费批次号 */ chrg_bchno: Text
        /** 病种编码 */ dise_codg?: Text
        /** 处方号 */ rxno?: Text
        /** 外购处方标志 */ rx_circ_flag: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 单次剂量描述 */ sin_dos_dscr?: Text
        /** 使用频次描述 */ used_frqu_dscr?: Text
        /** 周期天数 */ prd_days?: number
        /** 用药途径描述 */ medc_way_dscr?: Text
        /** 开单科室编码 */ bilg_dept_codg: Text
        /** 开单科室名称 */ bilg_dept_name: Text
        /** 开单医生编码 */ bilg_dr_codg: Text
        /** 开单医师姓名 */ bilg_dr_name: Text
        /** 受单科室编码 */ acord_dept_codg?: Text
        /** 受单科室名称 */ acord_dept_name?: Text
        /** 受单医生编码 */ orders_dr_code?: Text
        /** 受单医生姓名 */ orders_dr_name?: Text
        /** 医院审批标志 */ hosp_appr_flag: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 外检标志 */ etip_flag?: Text
        /** 外检医院编码 */ etip_hosp_code?: Text
        /** 出院带药标志 */ dscg_tkdrug_flag?: Text
        /** 生育费用标志 */ matn_fee_flag?: Text
        /** 备注 */ memo?: Text
        /** 组套编号 */ comb_no?: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
    output: {
      result?: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 定价上限金额 */ pric_uplmt_amt: number
        /** 自付比例 */ selfpay_prop?: number
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_amt?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 收费项目等级 */ chrgitm_lv: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 医保谈判药品标志 */ hi_nego_drug_flag?: Text
        /** 儿童用药标志 */ chld_medc_flag?: Text
        /** 目录特项标志 */ list_sp_item_flag?: Text
        /** 限制使用标志 */ lmt_used_flag: Text
        /** 直报标志 */ drt_reim_flag?: Text
        /** 备注 */ memo?: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
  }
  /** 门诊费用明细信息撤销 */
  '2205': {
    input: {
      data: {
        /** 就诊ID */ mdtrt_id: Text
        /** 收费批次号 */ chrg_bchno: Text
        /** 人员编号 */ psn_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: Free
  }
  /** 门诊预结算 */
  '2206': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 收费批次号 */ chrg_bchno: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 险种类型 */ insutype: Text
        /** 公立医院改革标志 */ pub_hosp_rfom_flag?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
        /** 结算ID */ setl_id?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
      /** 扩展内容 */ expContent?: Free
    }
  }
  /** 门诊预结算A */
  '2206A': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 收费批次号 */ chrg_bchno: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 险种类型 */ insutype: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 公立医院改革标志 */ pub_hosp_rfom_flag?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 门诊结算 */
  '2207': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 收费批次号 */ chrg_bchno: Text
        /** 险种类型 */ insutype: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 发票号 */ invono?: Text
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价金额 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 公立医院改革标志 */ pub_hosp_rfom_flag?: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 追溯码节点信息 */ drug_trac_info?: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 药品追溯码 */ drug_trac_codg: Text
        /** 拆零标志 */ trdn_flag: Text
        /** 最小计价单位类型 */ min_prcunt_type?: Text
      }[]
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
      /** 扩展内容 */ expContent?: Free
    }
  }
  /** 门诊结算A */
  '2207A': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 收费批次号 */ chrg_bchno: Text
        /** 险种类型 */ insutype: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 发票号 */ invono?: Text
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_selfpay?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 公立医院改革标志 */ pub_hosp_rfom_flag?: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 追溯码节点信息 */ drug_trac_info?: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 药品追溯码 */ drug_trac_codg: Text
        /** 拆零标志 */ trdn_flag: Text
        /** 最小计价单位类型 */ min_prcunt_type?: Text
      }[]
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 门诊结算撤销 */
  '2208': {
    input: {
      data: {
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 结算时间 */ setl_time: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 人员编号 */ psn_no?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type?: Text
        /** 公务员标志 */ cvlserv_flag?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type?: Text
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt?: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay?: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算类别 */ clr_type?: Text
        /** 清算方式 */ clr_way?: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
      /** 扩展内容 */ expContent?: Free
    }
  }
  /** 住院费用明细上传 */
  '2301': {
    input: {
      /** 费用明细 */ feedetail: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 原费用流水号 */ init_feedetl_sn?: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 医嘱号 */ drord_no?: Text
        /** 人员编号 */ psn_no: Text
        /** 医疗类别 */ med_type: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 开单科室编码 */ bilg_dept_codg: Text
        /** 开单科室名称 */ bilg_dept_name: Text
        /** 开单医生编码 */ bilg_dr_codg: Text
        /** 开单医师姓名 */ bilg_dr_name: Text
        /** 受单科室编码 */ acord_dept_codg?: Text
        /** 受单科室名称 */ acord_dept_name?: Text
        /** 受单医生编码 */ orders_dr_code?: Text
        /** 受单医生姓名 */ orders_dr_name?: Text
        /** 医院审批标志 */ hosp_appr_flag?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 外检标志 */ etip_flag?: Text
        /** 外检医院编码 */ etip_hosp_code?: Text
        /** 出院带药标志 */ dscg_tkdrug_flag?: Text
        /** 生育费用标志 */ matn_fee_flag?: Text
        /** 备注 */ memo?: Text
        /** 组套编号 */ comb_no?: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
    output: {
      result?: {
        /** 费用明细流水号 */ feedetl_sn?: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 定价上限金额 */ pric_uplmt_amt: number
        /** 自付比例 */ selfpay_prop?: number
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_amt?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 收费项目等级 */ chrgitm_lv: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 医保谈判药品标志 */ hi_nego_drug_flag?: Text
        /** 儿童用药标志 */ chld_medc_flag?: Text
        /** 目录特项标志 */ list_sp_item_flag?: Text
        /** 限制使用标志 */ lmt_used_flag: Text
        /** 直报标志 */ drt_reim_flag?: Text
        /** 备注 */ memo?: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
  }
  /** 住院费用明细撤销 */
  '2302': {
    input: {
      data: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
    output: Free
  }
  /** 住院预结算 */
  '2303': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no?: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 险种类型 */ insutype: Text
        /** 个人账户使用标志 */ acct_used_flag?: Text
        /** 发票号 */ invono?: Text
        /** 中途结算标志 */ mid_setl_flag: Text
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_selfpay?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 出院时间 */ dscgTime?: Text
        /** 参保地医保区划 */ insuplc_admdvs?: Text
        /** 就医地医保区划 */ mdtrtarea_admvs?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt?: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 住院预结算A */
  '2303A': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no?: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 险种类型 */ insutype: Text
        /** 个人账户使用标志 */ acct_used_flag?: Text
        /** 发票号 */ invono?: Text
        /** 中途结算标志 */ mid_setl_flag: Text
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_selfpay?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 出院时间 */ dscgTime?: Text
        /** 就诊凭证识别码 */ mdtrt_cert_sn?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt?: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 住院结算 */
  '2304': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no?: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 险种类型 */ insutype: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 参保地医保区划 */ insuplc_admdvs?: Text
        /** 就医地医保区划 */ mdtrtarea_admvs?: Text
        /** 发票号 */ invono?: Text
        /** 中途结算标志 */ mid_setl_flag: Text
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_selfpay?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 出院时间 */ dscgTime?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt?: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 住院结算A */
  '2304A': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no?: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 个人结算方式 */ psn_setlway: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 险种类型 */ insutype: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
        /** 发票号 */ invono?: Text
        /** 中途结算标志 */ mid_setl_flag: Text
        /** 全自费金额 */ fulamt_ownpay_amt?: number
        /** 超限价金额 */ overlmt_selfpay?: number
        /** 先行自付金额 */ preselfpay_amt?: number
        /** 符合政策范围金额 */ inscp_scp_amt?: number
        /** 就诊凭证识别码 */ mdtrt_cert_sn?: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype?: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 结算时间 */ setl_time?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt?: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算类别 */ clr_type: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 住院结算撤销 */
  '2305': {
    input: {
      data: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 结算时间 */ setl_time: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc?: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 伤残人员医疗保障基金支出 */ hifdm_pay?: number
        /** 人员参保关系ID */ psn_insu_rlts_id?: Text
        /** 参保机构行政区划 */ insu_admdvs?: Text
        /** 开始日期 */ begndate?: Text
        /** 结算日期 */ enddate?: Text
        /** 就诊凭证编号 */ mdtrt_cert_no?: Text
        /** 结算类别 */ setl_type?: Text
        /** 本次起付线 */ crt_dedc?: number
        /** 发票号 */ invono?: Text
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt?: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 医院负担金额 */ hosp_part_amt?: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay?: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 结算基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 入院办理 */
  '2401': {
    input: {
      /** 就诊信息 */ mdtrtinfo: {
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype: Text
        /** 联系人姓名 */ coner_name?: Text
        /** 联系电话 */ tel?: Text
        /** 开始时间 */ begntime: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no?: Text
        /** 卡识别码 */ card_sn?: Text
        /** 证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员类别 */ psn_type?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 医疗类别 */ med_type: Text
        /** 住院号 */ ipt_no: Text
        /** 病历号 */ medrcdno?: Text
        /** 主治医生编码 */ atddr_no: Text
        /** 主诊医师姓名 */ chfpdr_name: Text
        /** 入院诊断描述 */ adm_diag_dscr: Text
        /** 入院科室编码 */ adm_dept_codg: Text
        /** 入院科室名称 */ adm_dept_name: Text
        /** 入院床位 */ adm_bed: Text
        /** 住院主诊断代码 */ dscg_maindiag_code: Text
        /** 住院主诊断名称 */ dscg_maindiag_name: Text
        /** 主要病情描述 */ main_cond_dscr?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 计划生育服务证号 */ fpsc_no?: Text
        /** 生育类别 */ matn_type?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 晚育标志 */ latechb_flag?: Text
        /** 孕周数 */ geso_val?: number
        /** 胎次 */ fetts?: number
        /** 胎儿数 */ fetus_cnt?: number
        /** 早产标志 */ pret_flag?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 病种类型 */ dise_type_code?: Text
        /** 参保地医保区划 */ insuplc_admdvs?: Text
        /** 就医地医保区划 */ mdtrtarea_admvs?: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 入院诊断信息 */ diseinfo: {
        /** 人员编号 */ psn_no: Text
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 入院病情 */ adm_cond?: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
      }[]
      /** 代办人信息 */ agnterinfo?: {
        /** 代办人姓名 */ agnter_name: Text
        /** 代办人关系 */ agnter_rlts: Text
        /** 代办人证件类型 */ agnter_cert_type: Text
        /** 代办人证件号码 */ agnter_certno: Text
        /** 代办人联系电话 */ agnter_tel: Text
        /** 代办人联系地址 */ agnter_addr?: Text
        /** 代办人照片 */ agnter_photo?: Text | number[]
      }
    }
    output: {
      result: {
        /** 就诊ID */ mdtrt_id: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
  }
  /** 出院办理 */
  '2402': {
    input: {
      /** 出院信息 */ dscginfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype: Text
        /** 结束时间 */ endtime: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 计划生育服务证号 */ fpsc_no?: Text
        /** 生育类别 */ matn_type?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 晚育标志 */ latechb_flag?: Text
        /** 孕周数 */ geso_val?: number
        /** 胎次 */ fetts?: number
        /** 胎儿数 */ fetus_cnt?: number
        /** 早产标志 */ pret_flag?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 伴有并发症标志 */ cop_flag?: Text
        /** 出院科室编码 */ dscg_dept_codg: Text
        /** 出院科室名称 */ dscg_dept_name: Text
        /** 出院床位 */ dscg_bed?: Text
        /** 离院方式 */ dscg_way: Text
        /** 死亡日期 */ die_date?: Text
        /** 终止妊娠月数 */ expi_gestation_nub_of_m?: number
        /** 字段扩展 */ exp_content?: Text
      }
      /** 出院诊断信息 */ diseinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
      }[]
    }
    output: Free
  }
  /** 住院信息变更 */
  '2403': {
    input: {
      /** 住院信息 */ adminfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 联系人姓名 */ coner_name?: Text
        /** 联系电话 */ tel?: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 医疗类别 */ med_type: Text
        /** 住院/门诊号 */ ipt_otp_no: Text
        /** 病历号 */ medrcdno?: Text
        /** 主治医生编码 */ atddr_no: Text
        /** 主诊医师姓名 */ chfpdr_name: Text
        /** 入院诊断描述 */ adm_diag_dscr: Text
        /** 入院科室编码 */ adm_dept_codg: Text
        /** 入院科室名称 */ adm_dept_name: Text
        /** 入院床位 */ adm_bed: Text
        /** 住院主诊断代码 */ dscg_maindiag_code: Text
        /** 住院主诊断名称 */ dscg_maindiag_name: Text
        /** 主要病情描述 */ main_cond_dscr?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 计划生育服务证号 */ fpsc_no?: Text
        /** 生育类别 */ matn_type?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 晚育标志 */ latechb_flag?: Text
        /** 孕周数 */ geso_val?: number
        /** 胎次 */ fetts?: number
        /** 胎儿数 */ fetus_cnt?: number
        /** 早产标志 */ pret_flag?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 病种类型 */ dise_type_code?: Text
        /** 第三方自付比例 */ ttp_pay_prop?: number
        /** 字段扩展 */ exp_content?: Text
      }
      /** 入院诊断信息 */ diseinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 入院病情 */ adm_cond?: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
      }[]
      /** 代办人信息 */ agnterinfo?: {
        /** 代办人姓名 */ agnter_name: Text
        /** 代办人关系 */ agnter_rlts: Text
        /** 代办人证件类型 */ agnter_cert_type: Text
        /** 代办人证件号码 */ agnter_certno: Text
        /** 代办人联系电话 */ agnter_tel: Text
        /** 代办人联系地址 */ agnter_addr?: Text
        /** 代办人照片 */ agnter_photo?: Text | number[]
      }
    }
    output: Free
  }
  /** 入院撤销 */
  '2404': {
    input: {
      data: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: Free
  }
  /** 出院撤销 */
  '2405': {
    input: {
      data: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: Free
  }
  /** 转院备案 */
  '2501': {
    input: {
      refmedin: {
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype?: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 参保机构医保区划 */ insu_optins?: Text
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 疾病病情描述 */ dise_cond_dscr?: Text
        /** 转往定点医药机构编号 */ reflin_medins_no: Text
        /** 转往医院名称 */ reflin_medins_name: Text
        /** 就医地行政区划 */ mdtrtarea_admdvs: Text
        /** 医院同意转院标志 */ hosp_agre_refl_flag?: Text
        /** 转院类型 */ refl_type: Text
        /** 转院日期 */ refl_date: Text
        /** 转院原因 */ refl_rea: Text
        /** 转院意见 */ refl_opnn: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
        /** 转院前就诊id */ refl_old_mdtrt_id?: Text
        /** 转诊使用标志 */ refl_used_flag?: Text
      }
    }
    output: {
      result: {
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn: Text
      }
    }
  }
  /** 转院备案A */
  '2501A': {
    input: {
      refmedin: {
        /** 转院前就诊ID */ refl_old_mdtrt_id?: Text
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype?: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 参保机构医保区划 */ insu_optins?: Text
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 疾病病情描述 */ dise_cond_dscr?: Text
        /** 转往定点医药机构编号 */ reflin_medins_no: Text
        /** 转往医院名称 */ reflin_medins_name: Text
        /** 就医地行政区划 */ mdtrtarea_admdvs: Text
        /** 医院同意转院标志 */ hosp_agre_refl_flag?: Text
        /** 转院类型 */ refl_type: Text
        /** 转院日期 */ refl_date: Text
        /** 转院原因 */ refl_rea: Text
        /** 转院意见 */ refl_opnn: Text
        /** 开始日期 */ begndate?: Text
        /** 结束日期 */ enddate?: Text
      }
    }
    output: {
      result: {
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn: Text
      }
    }
  }
  /** 转院备案撤销 */
  '2502': {
    input: {
      data: {
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn: Text
        /** 人员编号 */ psn_no: Text
        /** 备注 */ memo?: Text
      }
    }
    output: Free
  }
  /** 人员慢特病备案 */
  '2503': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype: Text
        /** 门慢门特病种目录代码 */ opsp_dise_code: Text
        /** 门慢门特病种名称 */ opsp_dise_name: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 参保机构医保区划 */ insu_optins: Text
        /** 鉴定定点医药机构编号 */ ide_fixmedins_no: Text
        /** 鉴定定点医药机构名称 */ ide_fixmedins_name: Text
        /** 医院鉴定日期 */ hosp_ide_date: Text
        /** 诊断医师编码 */ diag_dr_codg: Text
        /** 诊断医师姓名 */ diag_dr_name: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn?: Text
        /** 自定义补充标志 */ selfdef_splm_flag?: Text
        /** 备注 */ memo?: Text
        /** 手术时间 */ exp_content?: Text
      }
    }
    output: {
      result: {
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn: Text
        /** 扩展字段 */ exp_content?: Text
      }
    }
  }
  /** 人员慢特病备案撤销 */
  '2504': {
    input: {
      data: {
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn: Text
        /** 人员编号 */ psn_no: Text
        /** 备注 */ memo: Text
      }
    }
    output: Free
  }
  /** 人员定点备案 */
  '2505': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 业务申请类型 */ biz_appy_type: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 代办人姓名 */ agnter_name?: Text
        /** 代办人证件类型 */ agnter_cert_type?: Text
        /** 代办人证件号码 */ agnter_certno?: Text
        /** 代办人联系方式 */ agnter_tel?: Text
        /** 代办人联系地址 */ agnter_addr?: Text
        /** 代办人关系 */ agnter_rlts?: Text
        /** 定点排序号 */ fix_srt_no: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 备注 */ memo?: Text
        /** 手术时间 */ exp_content?: Text
      }
    }
    output: {
      result: {
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn: Text
        /** 手术时间 */ exp_content?: Text
      }
    }
  }
  /** 人员定点备案撤销 */
  '2506': {
    input: {
      data: {
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn: Text
        /** 人员编号 */ psn_no: Text
        /** 备注 */ memo: Text
      }
    }
    output: Free
  }
  /** 冲正交易 */
  '2601': {
    input: {
      data: {
        /** 人员编号 */ psn_no: Text
        /** 原发送方报文ID */ omsgid: Text
        /** 原交易编号 */ oinfno: Text
      }
    }
    output: Free
  }
  /** 明细审核事前分析服务 */
  '3101': {
    input: {
      /** 规则分析信息 */ data: {
        /** 系统编码 */ syscode?: Text
        /** 规则标识集合 */ rule_ids?: Text[]
        /** 任务ID */ task_id?: Text
        /** 触发场景 */ trig_scen?: Text
        /** 参保人信息 */ patient_dtos: {
          /** 参保人标识 */ patn_id: Text
          /** 姓名 */ patn_name: Text
          /** 性别 */ gend: Text
          /** 出生日期 */ brdy: Text
          /** 统筹区编码 */ poolarea: Text
          /** 当前就诊标识 */ curr_mdtrt_id: Text
          /** 就诊信息 */ fsi_encounter_dtos: {
            /** 就诊标识 */ mdtrt_id: Text
            /** 医疗服务机构标识 */ medins_id: Text
            /** 医疗机构名称 */ medins_name: Text
            /** 医疗机构行政区划编码 */ medins_admdvs: Text
            /** 医疗服务机构类型 */ medins_type: Text
            /** 医疗机构等级 */ medins_lv: Text
            /** 病区标识 */ wardarea_codg?: Text
            /** 病房号 */ wardno?: Text
            /** 病床号 */ bedno?: Text
            /** 入院日期 */ adm_date: Text
            /** 出院日期 */ dscg_date: Text
            /** 主诊断编码 */ dscg_main_dise_codg: Text
            /** 主诊断名称 */ dscg_main_dise_name: Text
            /** 医师标识 */ dr_codg: Text
            /** 入院科室标识 */ adm_dept_codg: Text
            /** 入院科室名称 */ adm_dept_name: Text
            /** 出院科室标识 */ dscg_dept_codg: Text
            /** 出院科室名称 */ dscg_dept_name: Text
            /** 就诊类型 */ med_mdtrt_type: Text
            /** 医疗类别 */ med_type: Text
            /** 生育状态 */ matn_stas: Text
            /** 总费用 */ medfee_sumamt: number
            /** 自费金额 */ ownpay_amt: number
            /** 自付金额 */ selfpay_amt: number
            /** 个人账户支付金额 */ acct_payamt?: number
            /** 救助金支付金额 */ ma_amt?: number
            /** 统筹金支付金额 */ hifp_payamt?: number
            /** 结算总次数 */ setl_totlnum: number
            /** 险种 */ insutype: Text
            /** 报销标志 */ reim_flag: Text
            /** 异地结算标志 */ out_setl_flag: Text
            /** 病种编号 */ dise_no?: Text
            /** 病种名称 */ dise_name?: Text
            /** 手术切口愈合等级 */ sinc_heal_lv?: Text
            /** 历史就诊次数 */ his_md_cnt?: Text
            /** 诊断信息 */ fsi_diagnose_dtos: {
              /** 诊断标识 */ dise_id: Text
              /** 出入诊断类别 */ inout_dise_type: Text
              /** 主诊断标志 */ maindise_flag: Text
              /** 诊断排序号 */ dias_srt_no: Text
              /** 诊断(疾病)编码 */ dise_codg: Text
              /** 诊断(疾病)名称 */ dise_name: Text
              /** 诊断日期 */ dise_date: Text
            }[]
            /** 处方（医嘱）信息 */ fsi_order_dtos: {
              /** 处方(医嘱)标识 */ rx_id: Text
              /** 处方号 */ rxno: Text
              /** 组编号 */ grpno?: Text
              /** 是否为长期医嘱 */ long_drord_flag: Text
              /** 目录类别 */ hilist_type: Text
              /** 收费类别 */ chrg_type: Text
              /** 医嘱行为 */ drord_bhvr: Text
              /** 医保目录代码 */ hilist_code: Text
              /** 医保目录名称 */ hilist_name: Text
              /** 医保目录(药品)剂型 */ hilist_dosform?: Text
              /** 医保目录等级 */ hilist_lv: Text
              /** 医保目录价格 */ hilist_pric: number
              /** 一级医院目录价格 */ lv1_hosp_item_pric?: number
              /** 二级医院目录价格 */ lv2_hosp_item_pric?: number
              /** 三级医院目录价格 */ lv3_hosp_item_pric?: number
              /** 医保目录备注 */ hilist_memo?: Text
              /** 医院目录代码 */ hosplist_code: Text
              /** 医院目录名称 */ hosplist_name: Text
              /** 医院目录(药品)剂型 */ hosplist_dosform?: Text
              /** 数量 */ cnt: number
              /** 单价 */ pric: number
              /** 总费用 */ sumamt: number
              /** 自费金额 */ ownpay_amt: number
              /** 自付金额 */ selfpay_amt: number
              /** 规格 */ spec: Text
              /** 数量单位 */ spec_unt: Text
              /** 医嘱开始日期 */ drord_begn_date: Text
              /** 医嘱停止日期 */ drord_stop_date?: Text
              /** 下达医嘱的科室标识 */ drord_dept_codg: Text
              /** 下达医嘱科室名称 */ drord_dept_name: Text
              /** 开处方(医嘱)医生标识 */ drord_dr_codg: Text
              /** 开处方(医嘱)医生姓名 */ drord_dr_name: Text
              /** 开处方(医嘱)医职称 */ drord_dr_profttl: Text
              /** 是否当前处方(医嘱) */ curr_drord_flag: Text
              /** 处方扩展属性 */ extend_order_map?: {
                /** 周期天数 */ o_prdDays?: Text
                /** 最小包装数量 */ o_minPacCnt?: Text
                /** 最小制剂单位 */ o_minPrepunt?: Text
                /** 最小包装单位 */ o_minPacUnt?: Text
                /** 药品目录规格 */ o_drugSpec?: Text
                /** 半年内使用一线用药标志 */ o_firstItemFlag?: Text
                /** 单次剂量描述 */ o_sinDosDscr?: Text
                /** 使用频次描述 */ o_used_frqu_dscr?: Text
              }
            }[]
            /** 手术操作信息 */ fsi_operation_dtos?: {
              /** 手术操作ID */ setl_list_oprn_id: Text
              /** 手术操作代码 */ oprn_code?: Text
              /** 手术操作名称 */ oprn_name?: Text
              /** 主手术操作标志 */ main_oprn_flag: Text
              /** 手术操作日期 */ oprn_date?: Text
              /** 麻醉方式 */ anst_way?: Text
              /** 术者医师姓名 */ oper_dr_name?: Text
              /** 术者医师代码 */ oper_dr_code?: Text
              /** 麻醉医师姓名 */ anst_dr_name?: Text
              /** 麻醉医师代码 */ anst_dr_code?: Text
            }[]
          }[]
          /** 医院信息集合 */ fsi_his_data_dto?: Free[]
        }[]
      }
    }
    output: {
      /** 违规信息 */ result?: {
        /** 违规标识 */ jr_id: Text
        /** 规则ID */ rule_id: Text
        /** 规则名称 */ rule_name: Text
        /** 违规内容 */ vola_cont: Text
        /** 参保人ID */ patn_id: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 违规金额 */ vola_amt: number
        /** 违规金额计算状态 */ vola_amt_stas: Text
        /** 严重程度 */ sev_deg: Text
        /** 违规依据 */ vola_evid?: Text
        /** 违规行为分类 */ vola_bhvr_type: Text
        /** 任务ID */ task_id?: Text
        /** 违规明细信息 */ judge_result_detail_dtos: {
          /** 违规明细标识 */ jrd_id: Text
          /** 参保人标识 */ patn_id: Text
          /** 就诊标识 */ mdtrt_id?: Text
          /** 处方(医嘱)标识 */ rx_id?: Text
          /** 违规明细类型 */ vola_item_type: Text
          /** 违规金额 */ vola_amt: number
        }[]
      }[]
    }
  }
  /** 明细审核事中分析服务 */
  '3102': {
    input: {
      /** 规则分析信息 */ data: {
        /** 系统编码 */ syscode?: Text
        /** 规则标识集合 */ rule_ids?: Text[]
        /** 任务ID */ task_id?: Text
        /** 触发场景 */ trig_scen?: Text
        /** 参保人信息 */ patient_dtos: {
          /** 参保人标识 */ patn_id: Text
          /** 姓名 */ patn_name: Text
          /** 性别 */ gend: Text
          /** 出生日期 */ brdy: Text
          /** 统筹区编码 */ poolarea: Text
          /** 当前就诊标识 */ curr_mdtrt_id: Text
          /** 就诊信息 */ fsi_encounter_dtos: {
            /** 就诊标识 */ mdtrt_id: Text
            /** 医疗服务机构标识 */ medins_id: Text
            /** 医疗机构名称 */ medins_name: Text
            /** 医疗机构行政区划编码 */ medins_admdvs: Text
            /** 医疗服务机构类型 */ medins_type: Text
            /** 医疗机构等级 */ medins_lv: Text
            /** 病区标识 */ wardarea_codg?: Text
            /** 病房号 */ wardno?: Text
            /** 病床号 */ bedno?: Text
            /** 入院日期 */ adm_date: Text
            /** 出院日期 */ dscg_date: Text
            /** 主诊断编码 */ dscg_main_dise_codg: Text
            /** 主诊断名称 */ dscg_main_dise_name: Text
            /** 医师标识 */ dr_codg: Text
            /** 入院科室标识 */ adm_dept_codg: Text
            /** 入院科室名称 */ adm_dept_name: Text
            /** 出院科室标识 */ dscg_dept_codg: Text
            /** 出院科室名称 */ dscg_dept_name: Text
            /** 就诊类型 */ med_mdtrt_type: Text
            /** 医疗类别 */ med_type: Text
            /** 生育状态 */ matn_stas: Text
            /** 总费用 */ medfee_sumamt: number
            /** 自费金额 */ ownpay_amt: number
            /** 自付金额 */ selfpay_amt: number
            /** 个人账户支付金额 */ acct_payamt?: number
            /** 救助金支付金额 */ ma_amt?: number
            /** 统筹金支付金额 */ hifp_payamt?: number
            /** 结算总次数 */ setl_totlnum: number
            /** 险种 */ insutype: Text
            /** 报销标志 */ reim_flag: Text
            /** 异地结算标志 */ out_setl_flag: Text
            /** 病种编号 */ dise_no?: Text
            /** 病种名称 */ dise_name?: Text
            /** 手术切口愈合等级 */ sinc_heal_lv?: Text
            /** 历史就诊次数 */ his_md_cnt?: Text
            /** 诊断信息 */ fsi_diagnose_dtos: {
              /** 诊断标识 */ dise_id: Text
              /** 出入诊断类别 */ inout_dise_type: Text
              /** 主诊断标志 */ maindise_flag: Text
              /** 诊断排序号 */ dias_srt_no: Text
              /** 诊断(疾病)编码 */ dise_codg: Text
              /** 诊断(疾病)名称 */ dise_name: Text
              /** 诊断日期 */ dise_date: Text
            }[]
            /** 处方（医嘱）信息 */ fsi_order_dtos: {
              /** 处方(医嘱)标识 */ rx_id: Text
              /** 处方号 */ rxno: Text
              /** 组编号 */ grpno?: Text
              /** 是否为长期医嘱 */ long_drord_flag: Text
              /** 目录类别 */ hilist_type: Text
              /** 收费类别 */ chrg_type: Text
              /** 医嘱行为 */ drord_bhvr: Text
              /** 医保目录代码 */ hilist_code: Text
              /** 医保目录名称 */ hilist_name: Text
              /** 医保目录(药品)剂型 */ hilist_dosform?: Text
              /** 医保目录等级 */ hilist_lv: Text
              /** 医保目录价格 */ hilist_pric: number
              /** 一级医院目录价格 */ lv1_hosp_item_pric?: number
              /** 二级医院目录价格 */ lv2_hosp_item_pric?: number
              /** 三级医院目录价格 */ lv3_hosp_item_pric?: number
              /** 医保目录备注 */ hilist_memo?: Text
              /** 医院目录代码 */ hosplist_code: Text
              /** 医院目录名称 */ hosplist_name: Text
              /** 医院目录(药品)剂型 */ hosplist_dosform?: Text
              /** 数量 */ cnt: number
              /** 单价 */ pric: number
              /** 总费用 */ sumamt: number
              /** 自费金额 */ ownpay_amt: number
              /** 自付金额 */ selfpay_amt: number
              /** 规格 */ spec: Text
              /** 数量单位 */ spec_unt: Text
              /** 医嘱开始日期 */ drord_begn_date: Text
              /** 医嘱停止日期 */ drord_stop_date?: Text
              /** 下达医嘱的科室标识 */ drord_dept_codg: Text
              /** 下达医嘱科室名称 */ drord_dept_name: Text
              /** 开处方(医嘱)医生标识 */ drord_dr_codg: Text
              /** 开处方(医嘱)医生姓名 */ drord_dr_name: Text
              /** 开处方(医嘱)医职称 */ drord_dr_profttl: Text
              /** 是否当前处方(医嘱) */ curr_drord_flag: Text
              /** 处方扩展属性 */ extend_order_map?: {
                /** 周期天数 */ o_prdDays?: Text
                /** 最小包装数量 */ o_minPacCnt?: Text
                /** 最小制剂单位 */ o_minPrepunt?: Text
                /** 最小包装单位 */ o_minPacUnt?: Text
                /** 药品目录规格 */ o_drugSpec?: Text
                /** 半年内使用一线用药标志 */ o_firstItemFlag?: Text
                /** 单次剂量描述 */ o_sinDosDscr?: Text
                /** 使用频次描述 */ o_used_frqu_dscr?: Text
              }
            }[]
            /** 手术操作信息 */ fsi_operation_dtos?: {
              /** 手术操作ID */ setl_list_oprn_id: Text
              /** 手术操作代码 */ oprn_code?: Text
              /** 手术操作名称 */ oprn_name?: Text
              /** 主手术操作标志 */ main_oprn_flag: Text
              /** 手术操作日期 */ oprn_date?: Text
              /** 麻醉方式 */ anst_way?: Text
              /** 术者医师姓名 */ oper_dr_name?: Text
              /** 术者医师代码 */ oper_dr_code?: Text
              /** 麻醉医师姓名 */ anst_dr_name?: Text
              /** 麻醉医师代码 */ anst_dr_code?: Text
            }[]
          }[]
          /** 医院信息集合 */ fsi_his_data_dto?: Free[]
        }[]
      }
    }
    output: {
      /** 违规信息 */ result?: {
        /** 违规标识 */ jr_id: Text
        /** 规则ID */ rule_id: Text
        /** 规则名称 */ rule_name: Text
        /** 违规内容 */ vola_cont: Text
        /** 参保人ID */ patn_id: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 违规金额 */ vola_amt: number
        /** 违规金额计算状态 */ vola_amt_stas: Text
        /** 严重程度 */ sev_deg: Text
        /** 违规依据 */ vola_evid?: Text
        /** 违规行为分类 */ vola_bhvr_type: Text
        /** 任务ID */ task_id?: Text
        /** 违规明细信息 */ judge_result_detail_dtos: {
          /** 违规明细标识 */ jrd_id: Text
          /** 参保人标识 */ patn_id: Text
          /** 就诊标识 */ mdtrt_id?: Text
          /** 处方(医嘱)标识 */ rx_id?: Text
          /** 违规明细类型 */ vola_item_type: Text
          /** 违规金额 */ vola_amt: number
        }[]
      }[]
    }
  }
  /** 医药机构费用结算对总账 */
  '3201': {
    input: {
      /** 总账 */ data: {
        /** 险种 */ insutype: Text
        /** 清算类别 */ clr_type: Text
        /** 结算经办机构 */ setl_optins: Text
        /** 对账开始日期 */ stmt_begndate: Text
        /** 对账结束日期 */ stmt_enddate: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人账户支付金额 */ acct_pay: number
        /** 定点医药机构结算笔数 */ fixmedins_setl_cnt: number
        /** 退费结算标志 */ refd_setl_flag?: Text
        /** 定点医药机构退费结算标志 */ fixmedins_refd_setl_flag?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
    output: {
      /** 对账结果 */ stmtinfo: {
        /** 结算经办机构 */ setl_optins?: Text
        /** 对账结果 */ stmt_rslt: Text
        /** 对账结果说明 */ stmt_rslt_dscr?: Text
        /** 字段扩展 */ exp_content?: Text
      }
    }
  }
  /** 医药机构费用结算对明细账 */
  '3202': {
    input: {
      /** 对账条件 */ data: {
        /** 结算经办机构 */ setl_optins: Text
        /** 文件查询号 */ file_qury_no: Text
        /** 对账开始日期 */ stmt_begndate: Text
        /** 对账结束日期 */ stmt_enddate: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 现金支付金额 */ cash_payamt: number
        /** 定点医药机构结算笔数 */ fixmedins_setl_cnt: number
        /** 清算类别 */ clr_type: Text
        /** 退费结算标志 */ refd_setl_flag?: Text
        /** 定点医药机构退费结算标志 */ fixmedins_refd_setl_flag?: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 上传明细文件的列 */ file_row?: {
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人账户支出 */ acct_pay: number
        /** 退费结算标志 */ refd_setl_flag: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
    output: {
      /** 结果文件 */ fileinfo: {
        /** 文件查询号 */ file_qury_no: Text
        /** 文件名称 */ filename: Text
        /** 下载截止时间 */ dld_endtime: Text
      }
      /** 结果文件的列 */ file_row?: {
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 结算ID */ setl_id?: Text
        /** 发送方报文ID */ msgid: Text
        /** 对账结果 */ stmt_rslt: Text
        /** 退费结算标志 */ refd_setl_flag: Text
        /** 备注 */ memo?: Text
        /** 医疗费总额 */ medfee_sumamt?: number
        /** 基金支付总额 */ fund_pay_sumamt?: number
        /** 个人账户支出 */ acct_pay?: number
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
  }
  /** 目录对照上传 */
  '3301': {
    input: {
      /** 目录对照 */ data: {
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 目录类别 */ list_type: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate: Text
        /** 批准文号 */ aprvno?: Text
        /** 剂型 */ dosform?: Text
        /** 除外内容 */ exct_cont?: Text
        /** 项目内涵 */ item_cont?: Text
        /** 计价单位 */ prcunt?: Text
        /** 规格 */ spec?: Text
        /** 包装规格 */ pacspec?: Text
        /** 备注 */ memo?: Text
        /** 产地 */ scdz?: Text
        /** 生产厂家名称 */ prdr_name?: Text
      }[]
    }
    output: Free
  }
  /** 目录对照撤销 */
  '3302': {
    input: {
      /** 撤销的对照 */ data: {
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 目录类别 */ list_type: Text
        /** 医疗目录编码 */ med_list_codg: Text
      }[]
    }
    output: Free
  }
  /** 科室信息上传 */
  '3401': {
    input: {
      /** 科室信息 */ deptinfo: {
        /** 医院科室编码 */ hosp_dept_codg: Text
        /** 科别 */ caty: Text
        /** 医院科室名称 */ hosp_dept_name: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 简介 */ itro: Text
        /** 科室负责人姓名 */ dept_resper_name: Text
        /** 科室负责人电话 */ dept_resper_tel: Text
        /** 科室医疗服务范围 */ dept_med_serv_scp?: Text
        /** 科室成立日期 */ dept_estbdat: Text
        /** 批准床位数量 */ aprv_bed_cnt: number
        /** 医保认可床位数 */ hi_crtf_bed_cnt?: number
        /** 统筹区编号 */ poolarea_no: Text
        /** 医师人数 */ dr_psncnt: number
        /** 药师人数 */ phar_psncnt: number
        /** 护士人数 */ nurs_psncnt: number
        /** 技师人数 */ tecn_psncnt: number
        /** 备注 */ memo?: Text
      }
    }
    output: Free
  }
  /** 批量科室信息上传 */
  '3401A': {
    input: {
      /** 科室信息 */ deptinfo: {
        /** 医院科室编码 */ hosp_dept_codg: Text
        /** 科别 */ caty: Text
        /** 医院科室名称 */ hosp_dept_name: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 简介 */ itro: Text
        /** 科室负责人姓名 */ dept_resper_name: Text
        /** 科室负责人电话 */ dept_resper_tel: Text
        /** 科室医疗服务范围 */ dept_med_serv_scp?: Text
        /** 科室成立日期 */ dept_estbdat: Text
        /** 批准床位数量 */ aprv_bed_cnt: number
        /** 医保认可床位数 */ hi_crtf_bed_cnt?: number
        /** 统筹区编号 */ poolarea_no: Text
        /** 医师人数 */ dr_psncnt: number
        /** 药师人数 */ phar_psncnt: number
        /** 护士人数 */ nurs_psncnt: number
        /** 技师人数 */ tecn_psncnt: number
        /** 备注 */ memo?: Text
      }[]
    }
    output: Free
  }
  /** 科室信息变更 */
  '3402': {
    input: {
      /** 科室信息 */ deptinfo: {
        /** 医院科室编码 */ hosp_dept_codg: Text
        /** 医院科室名称 */ hosp_dept_name: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 简介 */ itro: Text
        /** 科室负责人姓名 */ dept_resper_name: Text
        /** 科室负责人电话 */ dept_resper_tel: Text
        /** 科室医疗服务范围 */ dept_med_serv_scp?: Text
        /** 科别 */ caty: Text
        /** 科室成立日期 */ dept_estbdat: Text
        /** 批准床位数量 */ aprv_bed_cnt: number
        /** 医保认可床位数 */ hi_crtf_bed_cnt?: number
        /** 统筹区编号 */ poolarea_no: Text
        /** 医师人数 */ dr_psncnt: number
        /** 药师人数 */ phar_psncnt: number
        /** 护士人数 */ nurs_psncnt: number
        /** 技师人数 */ tecn_psncnt: number
        /** 备注 */ memo?: Text
      }
    }
    output: Free
  }
  /** 科室信息撤销 */
  '3403': {
    input: {
      /** 撤销的科室 */ data: {
        /** 医院科室编码 */ hosp_dept_codg: Text
        /** 医院科室名称 */ hosp_dept_name: Text
        /** 开始时间 */ begntime: Text
      }
    }
    output: Free
  }
  /** 商品盘存上传 */
  '3501': {
    input: {
      /** 盘存信息 */ invinfo: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 处方药标志 */ rx_flag: Text
        /** 盘存日期 */ invdate: Text
        /** 库存数量 */ inv_cnt: number
        /** 生产批号 */ manu_lotnum?: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end: Text
        /** 备注 */ memo?: Text
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }
    }
    output: Free
  }
  /** 商品盘存上传A */
  '3501A': {
    input: {
      /** 盘存信息（批量） */ invinfoDetail: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 处方药标志 */ rx_flag: Text
        /** 盘存日期 */ invdate: Text
        /** 库存数量 */ inv_cnt: number
        /** 生产批号 */ manu_lotnum?: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end: Text
        /** 备注 */ memo?: Text
        /** 单价 */ pric?: number
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }[]
    }
    output: {
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品库存变更 */
  '3502': {
    input: {
      /** 库存变更 */ invinfo: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 库存变更类型 */ inv_chg_type: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 单价 */ pric: number
        /** 数量 */ cnt: number
        /** 处方药标志 */ rx_flag: Text
        /** 库存变更时间 */ inv_chg_time: Text
        /** 库存变更经办人姓名 */ inv_chg_opter_name?: Text
        /** 备注 */ memo?: Text
        /** 拆零标志 */ trdn_flag?: Text
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }
    }
    output: {
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品库存变更A */
  '3502A': {
    input: {
      /** 库存变更（批量） */ invinfoDetail: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 库存变更类型 */ inv_chg_type: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 单价 */ pric: number
        /** 数量 */ cnt: number
        /** 处方药标志 */ rx_flag: Text
        /** 库存变更时间 */ inv_chg_time: Text
        /** 库存变更经办人姓名 */ inv_chg_opter_name?: Text
        /** 备注 */ memo?: Text
        /** 拆零标志 */ trdn_flag?: Text
        /** 追溯码包装层级 */ trac_codg_pac_hery?: Text
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }[]
    }
    output: {
      /** 各批次结果 */ invinfoErrDetail?: {
        /** 医疗目录编码 */ med_list_codg?: Text
        /** 库存变更类型 */ inv_chg_type: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 返回结果 */ retRslt?: Text
        /** 错误原因 */ msgRslt?: Text
        /** 备注 */ memo?: Text
      }[]
    }
  }
  /** 商品采购 */
  '3503': {
    input: {
      /** 采购信息 */ purcinfo: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 随货单号 */ dynt_no?: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 供应商名称 */ spler_name: Text
        /** 供应商许可证号 */ spler_pmtno?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产厂家名称 */ prodentp_name: Text
        /** 批准文号 */ aprvno: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end: Text
        /** 最终成交单价 */ finl_trns_pric?: number
        /** 采购/退货数量 */ purc_retn_cnt: number
        /** 采购发票编码 */ purc_invo_codg?: Text
        /** 采购发票号 */ purc_invo_no?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 采购/退货入库时间 */ purc_retn_stoin_time: Text
        /** 采购/退货经办人姓名 */ purc_retn_opter_name: Text
        /** 商品赠送标志 */ prod_geay_flag?: Text
        /** 备注 */ memo?: Text
      }
    }
    output: {
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品采购A */
  '3503A': {
    input: {
      /** 采购信息（批量） */ purcinfoDetail: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 随货单号 */ dynt_no?: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 供应商名称 */ spler_name: Text
        /** 供应商许可证号 */ spler_pmtno?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产厂家名称 */ prodentp_name: Text
        /** 批准文号 */ aprvno: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end: Text
        /** 最终成交单价 */ finl_trns_pric: number
        /** 采购/退货数量 */ purc_retn_cnt: number
        /** 采购发票编码 */ purc_invo_codg?: Text
        /** 采购发票号 */ purc_invo_no?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 采购/退货入库时间 */ purc_retn_stoin_time: Text
        /** 采购/退货经办人姓名 */ purc_retn_opter_name: Text
        /** 商品赠送标志 */ prod_geay_flag?: Text
        /** 备注 */ memo?: Text
        /** 采购单据列表 */ purc_invo_file_List: {
          /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
          /** 文件内容 */ file_data: Text
          /** 文件名 */ file_name: Text
        }[]
      }[]
    }
    output: {
      /** 各行结果 */ purcinfoDetail?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 随货单号 */ dynt_no?: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 供应商名称 */ spler_name: Text
        /** 供应商许可证号 */ spler_pmtno?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产厂家名称 */ prodentp_name: Text
        /** 批准文号 */ aprvno: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end: Text
        /** 最终成交单价 */ finl_trns_pric: number
        /** 采购/退货数量 */ purc_retn_cnt: number
        /** 采购发票编码 */ purc_invo_codg?: Text
        /** 采购发票号 */ purc_invo_no?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 采购/退货入库时间 */ purc_retn_stoin_time: Text
        /** 采购/退货经办人姓名 */ purc_retn_opter_name: Text
        /** 商品赠送标志 */ prod_geay_flag?: Text
        /** 备注 */ memo?: Text
        /** 商品采购流水号 */ medins_prod_purc_no?: Text
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }[]
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品采购退货 */
  '3504': {
    input: {
      /** 采购退货信息 */ purcinfo: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 供应商名称 */ spler_name: Text
        /** 供应商许可证号 */ spler_pmtno?: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end: Text
        /** 最终成交单价 */ finl_trns_pric?: number
        /** 采购/退货数量 */ purc_retn_cnt: number
        /** 采购发票编码 */ purc_invo_codg?: Text
        /** 采购发票号 */ purc_invo_no: Text
        /** 处方药标志 */ rx_flag: Text
        /** 采购/退货入库时间 */ purc_retn_stoin_time: Text
        /** 采购/退货经办人姓名 */ purc_retn_opter_name: Text
        /** 备注 */ memo?: Text
        /** 商品采购流水号 */ medins_prod_purc_no?: Text
      }
    }
    output: {
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品采购退货A */
  '3504A': {
    input: {
      /** 采购退货信息（批量） */ purcinfoDetail: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 供应商名称 */ spler_name: Text
        /** 供应商许可证号 */ spler_pmtno?: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end: Text
        /** 最终成交单价 */ finl_trns_pric?: number
        /** 采购/退货数量 */ purc_retn_cnt: number
        /** 采购发票编码 */ purc_invo_codg?: Text
        /** 采购发票号 */ purc_invo_no: Text
        /** 处方药标志 */ rx_flag: Text
        /** 采购/退货入库时间 */ purc_retn_stoin_time: Text
        /** 采购/退货经办人姓名 */ purc_retn_opter_name: Text
        /** 备注 */ memo?: Text
        /** 商品采购流水号 */ medins_prod_purc_no?: Text
      }[]
    }
    output: {
      /** 各批次结果 */ purcinfoErrDetail?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 商品采购流水号 */ medins_prod_purc_no?: Text
        /** 返回结果 */ retRslt?: Text
        /** 错误原因 */ msgRslt?: Text
        /** 备注 */ memo?: Text
      }[]
    }
  }
  /** 商品销售 */
  '3505': {
    input: {
      /** 销售信息 */ selinfo: {
        /** 医疗目录编码 */ med_list_codg?: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 开方医师证件类型 */ prsc_dr_cert_type?: Text
        /** 开方医师证件号码 */ prsc_dr_certno?: Text
        /** 开方医师姓名 */ prsc_dr_name: Text
        /** 药师证件类型 */ phar_cert_type?: Text
        /** 药师证件号码 */ phar_certno?: Text
        /** 药师姓名 */ phar_name?: Text
        /** 药师执业资格证号 */ phar_prac_cert_no?: Text
        /** 医保费用结算类型 */ hi_feesetl_type?: Text
        /** 结算ID */ setl_id?: Text
        /** 就医流水号 */ mdtrt_sn: Text
        /** 人员编号 */ psn_no?: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 拆零标志 */ trdn_flag: Text
        /** 最终成交单价 */ finl_trns_pric?: number
        /** 处方号 */ rxno?: Text
        /** 外购处方标志 */ rx_circ_flag?: Text
        /** 零售单据号 */ rtal_docno: Text
        /** 销售出库单据号 */ stoout_no?: Text
        /** 批次号 */ bchno?: Text
        /** 药品追溯码 */ drug_trac_codg?: Text
        /** 药品条形码 */ drug_prod_barc?: Text
        /** 货架位 */ shelf_posi?: Text
        /** 销售/退货数量 */ sel_retn_cnt: number
        /** 销售/退货时间 */ sel_retn_time: Text
        /** 销售/退货经办人姓名 */ sel_retn_opter_name: Text
        /** 备注 */ memo?: Text
        /** 就诊结算类型 */ mdtrt_setl_type?: Text
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }
    }
    output: {
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品销售A */
  '3505A': {
    input: {
      /** 销售信息（批量） */ selinfoDetail: {
        /** 医疗目录编码 */ med_list_codg?: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 开方医师证件类型 */ prsc_dr_cert_type?: Text
        /** 开方医师证件号码 */ prsc_dr_certno?: Text
        /** 开方医师姓名 */ prsc_dr_name: Text
        /** 药师证件类型 */ phar_cert_type?: Text
        /** 药师证件号码 */ phar_certno?: Text
        /** 药师姓名 */ phar_name?: Text
        /** 药师执业资格证号 */ phar_prac_cert_no?: Text
        /** 医保费用结算类型 */ hi_feesetl_type?: Text
        /** 结算ID */ setl_id?: Text
        /** 就医流水号 */ mdtrt_sn: Text
        /** 人员编号 */ psn_no?: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 拆零标志 */ trdn_flag: Text
        /** 最终成交单价 */ finl_trns_pric: number
        /** 处方号 */ rxno?: Text
        /** 外购处方标志 */ rx_circ_flag?: Text
        /** 零售单据号 */ rtal_docno: Text
        /** 销售出库单据号 */ stoout_no?: Text
        /** 批次号 */ bchno?: Text
        /** 药品条形码 */ drug_prod_barc: Text
        /** 货架位 */ shelf_posi?: Text
        /** 销售/退货数量 */ sel_retn_cnt: number
        /** 销售/退货时间 */ sel_retn_time: Text
        /** 销售/退货经办人姓名 */ sel_retn_opter_name: Text
        /** 备注 */ memo?: Text
        /** 开方医师编号 */ prsc_dr_no?: Text
        /** 医保药师编号 */ phar_no?: Text
        /** 就诊结算类型 */ mdtrt_setl_type?: Text
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }[]
    }
    output: {
      /** 各行结果 */ selinfoDetail?: {
        /** 医疗目录编码 */ med_list_codg?: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 开方医师证件类型 */ prsc_dr_cert_type?: Text
        /** 开方医师证件号码 */ prsc_dr_certno?: Text
        /** 开方医师姓名 */ prsc_dr_name: Text
        /** 药师证件类型 */ phar_cert_type?: Text
        /** 药师证件号码 */ phar_certno?: Text
        /** 药师姓名 */ phar_name?: Text
        /** 药师执业资格证号 */ phar_prac_cert_no?: Text
        /** 医保费用结算类型 */ hi_feesetl_type?: Text
        /** 结算ID */ setl_id?: Text
        /** 就医流水号 */ mdtrt_sn: Text
        /** 人员编号 */ psn_no?: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 拆零标志 */ trdn_flag: Text
        /** 最终成交单价 */ finl_trns_pric: number
        /** 处方号 */ rxno?: Text
        /** 外购处方标志 */ rx_circ_flag?: Text
        /** 零售单据号 */ rtal_docno: Text
        /** 销售出库单据号 */ stoout_no?: Text
        /** 批次号 */ bchno?: Text
        /** 药品条形码 */ drug_prod_barc: Text
        /** 货架位 */ shelf_posi?: Text
        /** 销售/退货数量 */ sel_retn_cnt: number
        /** 销售/退货时间 */ sel_retn_time: Text
        /** 销售/退货经办人姓名 */ sel_retn_opter_name: Text
        /** 备注 */ memo?: Text
        /** 开方医师编号 */ prsc_dr_no?: Text
        /** 医保药师编号 */ phar_no?: Text
        /** 就诊结算类型 */ mdtrt_setl_type?: Text
        /** 返回结果 */ retRslt?: Text
        /** 错误原因 */ msgRslt?: Text
        /** 商品销售流水号 */ medins_prod_sel_no?: Text
      }[]
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品销售退货 */
  '3506': {
    input: {
      /** 销售退货信息 */ selinfo: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 结算ID */ setl_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 拆零标志 */ trdn_flag: Text
        /** 最终成交单价 */ finl_trns_pric?: number
        /** 销售/退货数量 */ sel_retn_cnt: number
        /** 销售/退货时间 */ sel_retn_time: Text
        /** 销售/退货经办人姓名 */ sel_retn_opter_name: Text
        /** 备注 */ memo?: Text
        /** 商品销售流水号 */ medins_prod_sel_no?: Text
        /** 就医流水号 */ mdtrt_sn?: Text
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }
    }
    output: {
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品销售退货A */
  '3506A': {
    input: {
      /** 销售退货信息（批量） */ selinfoDetail: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 结算ID */ setl_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 生产批号 */ manu_lotnum: Text
        /** 生产日期 */ manu_date: Text
        /** 有效期止 */ expy_end?: Text
        /** 处方药标志 */ rx_flag: Text
        /** 拆零标志 */ trdn_flag: Text
        /** 最终成交单价 */ finl_trns_pric?: number
        /** 销售/退货数量 */ sel_retn_cnt: number
        /** 销售/退货时间 */ sel_retn_time: Text
        /** 销售/退货经办人姓名 */ sel_retn_opter_name: Text
        /** 备注 */ memo?: Text
        /** 商品销售流水号 */ medins_prod_sel_no?: Text
        /** 就医流水号 */ mdtrt_sn?: Text
        /** 溯源码节点信息 */ drugtracinfo?: {
          /** 药品追溯码 */ drug_trac_codg?: Text
        }[]
      }[]
    }
    output: {
      /** 各批次结果 */ selinfoErrDetail?: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id: Text
        /** 定点医药机构目录名称 */ fixmedins_hilist_name: Text
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 商品销售流水号 */ medins_prod_sel_no?: Text
        /** 返回结果 */ retRslt?: Text
        /** 错误原因 */ msgRslt?: Text
        /** 备注 */ memo?: Text
      }[]
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品信息删除 */
  '3507': {
    input: {
      /** 删除条件 */ data: {
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 进销存数据类型 */ inv_data_type: Text
      }
    }
    output: {
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 商品信息删除A */
  '3507A': {
    input: {
      /** 删除条件（批量） */ goodDetail: {
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 进销存数据类型 */ inv_data_type: Text
      }[]
    }
    output: {
      /** 各行结果 */ goodErrDetail?: {
        /** 定点医药机构批次流水号 */ fixmedins_bchno: Text
        /** 进销存数据类型 */ inv_data_type: Text
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }[]
      /** 返回结果 */ result?: {
        /** 返回结果 */ retRslt?: Text
        /** 返回信息 */ msgRslt?: Text
      }
    }
  }
  /** 医疗保障基金结算清单信息上传 */
  '4101': {
    input: {
      /** 结算清单信息 */ setlinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 医保结算等级 */ hi_setl_lv?: Text
        /** 医保编号 */ hi_no?: Text
        /** 病案号 */ medcasno: Text
        /** 申报时间 */ dcla_time?: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend: Text
        /** 出生日期 */ brdy: Text
        /** 年龄 */ age?: number
        /** 国籍 */ ntly: Text
        /** （年龄不足1周岁）年龄 */ nwb_age?: number
        /** 民族 */ naty: Text
        /** 患者证件类别 */ patn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 职业 */ prfs: Text
        /** 现住址 */ curr_addr?: Text
        /** 单位名称 */ emp_name?: Text
        /** 单位地址 */ emp_addr?: Text
        /** 单位电话 */ emp_tel?: Text
        /** 邮编 */ poscode?: Text
        /** 联系人姓名 */ coner_name: Text
        /** 与患者关系 */ patn_rlts: Text
        /** 联系人地址 */ coner_addr: Text
        /** 联系人电话 */ coner_tel: Text
        /** 医保类型 */ hi_type: Text
        /** 参保地 */ insuplc: Text
        /** 特殊人员类型 */ sp_psn_type?: Text
        /** 新生儿入院类型 */ nwb_adm_type?: Text
        /** 新生儿出生体重 */ nwb_bir_wt?: number
        /** 新生儿入院体重 */ nwb_adm_wt?: number
        /** 门诊慢特病诊断科别 */ opsp_diag_caty?: Text
        /** 门诊慢特病就诊日期 */ opsp_mdtrt_date?: Text
        /** 住院医疗类型 */ ipt_med_type?: Text
        /** 入院途径 */ adm_way?: Text
        /** 治疗类别 */ trt_type?: Text
        /** 入院时间 */ adm_time?: Text
        /** 入院科别 */ adm_caty?: Text
        /** 转科科别 */ refldept_dept?: Text
        /** 出院时间 */ dscg_time?: Text
        /** 出院科别 */ dscg_caty?: Text
        /** 实际住院天数 */ act_ipt_days?: number
        /** 门（急）诊西医诊断 */ otp_wm_dise?: Text
        /** 西医诊断疾病代码 */ wm_dise_code?: Text
        /** 门（急）诊中医诊断 */ otp_tcm_dise?: Text
        /** 中医诊断代码 */ tcm_dise_code?: Text
        /** 诊断代码计数 */ diag_code_cnt?: number
        /** 手术操作代码计数 */ oprn_oprt_code_cnt?: number
        /** 呼吸机使用时长 */ vent_used_dura?: Text
        /** 颅脑损伤患者入院前昏迷时长 */ pwcry_bfadm_coma_dura?: Text
        /** 颅脑损伤患者入院后昏迷时长 */ pwcry_afadm_coma_dura?: Text
        /** 输血品种 */ bld_cat?: Text
        /** 输血量 */ bld_amt?: number
        /** 输血计量单位 */ bld_unt?: Text
        /** 特级护理天数 */ spga_nurscare_days?: number
        /** 一级护理天数 */ lv1_nurscare_days?: number
        /** 二级护理天数 */ scd_nurscare_days?: number
        /** 三级护理天数 */ lv3_nurscare_days?: number
        /** 离院方式 */ dscg_way?: Text
        /** 拟接收机构名称 */ acp_medins_name?: Text
        /** 拟接收机构代码 */ acp_optins_code?: Text
        /** 票据代码 */ bill_code: Text
        /** 票据号码 */ bill_no: Text
        /** 业务流水号 */ biz_sn: Text
        /** 出院31天内再住院计划标志 */ days_rinp_flag_31?: Text
        /** 出院31天内再住院目的 */ days_rinp_pup_31?: Text
        /** 主诊医师姓名 */ chfpdr_name?: Text
        /** 主诊医师代码 */ chfpdr_code?: Text
        /** 结算开始日期 */ setl_begn_date: Text
        /** 结算结束日期 */ setl_end_date: Text
        /** 个人自付 */ psn_selfpay: number
        /** 个人自费 */ psn_ownpay: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支付 */ psn_cashpay: number
        /** 医保支付方式 */ hi_paymtd: Text
        /** 医保机构 */ hsorg: Text
        /** 医保机构经办人 */ hsorg_opter: Text
        /** 医疗机构填报部门 */ medins_fill_dept: Text
        /** 医疗机构填报人 */ medins_fill_psn: Text
      }
      /** 基金支付信息 */ payinfo: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 基金支付金额 */ fund_payamt: number
      }[]
      /** 门诊慢特病诊断信息 */ opspdiseinfo?: {
        /** 诊断名称 */ diag_name: Text
        /** 诊断代码 */ diag_code: Text
        /** 手术操作名称 */ oprn_oprt_name: Text
        /** 手术操作代码 */ oprn_oprt_code: Text
        /** 主诊断标志 */ maindiag_flag?: Text
      }[]
      /** 住院诊断信息 */ diseinfo?: {
        /** 诊断类别 */ diag_type: Text
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 入院病情类型 */ adm_cond_type?: Text
        /** 主诊断标志 */ maindiag_flag: Text
      }[]
      /** 收费项目信息 */ iteminfo: {
        /** 医疗收费项目 */ med_chrgitm: Text
        /** 金额 */ amt: number
        /** 甲类费用合计 */ claa_sumfee: number
        /** 乙类金额 */ clab_amt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 其他金额 */ oth_amt: number
      }[]
      /** 手术操作信息 */ oprninfo?: {
        /** 手术操作类别 */ oprn_oprt_type: Text
        /** 手术操作名称 */ oprn_oprt_name: Text
        /** 手术操作代码 */ oprn_oprt_code: Text
        /** 手术操作日期 */ oprn_oprt_date: Text
        /** 麻醉方式 */ anst_way?: Text
        /** 术者医师姓名 */ oper_dr_name: Text
        /** 术者医师代码 */ oper_dr_code: Text
        /** 麻醉医师姓名 */ anst_dr_name?: Text
        /** 麻醉医师代码 */ anst_dr_code?: Text
      }[]
      /** 重症监护信息 */ icuinfo?: {
        /** 重症监护病房类型 */ scs_cutd_ward_type: Text
        /** 重症监护进入时间 */ scs_cutd_inpool_time: Text
        /** 重症监护退出时间 */ scs_cutd_exit_time: Text
        /** 重症监护合计时长 */ scs_cutd_sum_dura: Text
      }[]
    }
    output: {
      /** 清单流水号 */ data: {
        /** 清单流水号 */ setl_list_id: Text
      }
    }
  }
  /** 医疗保障基金结算清单信息上传（新版） */
  '4101A': {
    input: {
      /** 结算清单信息 */ setlinfo: {
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 医保编号 */ hi_no?: Text
        /** 病案号 */ medcasno?: Text
        /** 申报时间 */ dcla_time?: Text
        /** 国籍 */ ntly: Text
        /** 职业 */ prfs: Text
        /** 现住址 */ curr_addr?: Text
        /** 单位名称 */ emp_name?: Text
        /** 单位地址 */ emp_addr?: Text
        /** 单位电话 */ emp_tel?: Text
        /** 邮编 */ poscode?: Text
        /** 联系人姓名 */ coner_name?: Text
        /** 与患者关系 */ patn_rlts?: Text
        /** 联系人地址 */ coner_addr?: Text
        /** 联系人电话 */ coner_tel?: Text
        /** 新生儿入院类型 */ nwb_adm_type?: Text
        /** 新生儿出生体重 */ nwb_bir_wt?: number
        /** 新生儿入院体重 */ nwb_adm_wt?: number
        /** 多新生儿出生体重 */ mul_nwb_bir_wt?: Text
        /** 多新生儿入院体重 */ mul_nwb_adm_wt?: Text
        /** 门诊慢特病诊断科别 */ opsp_diag_caty?: Text
        /** 门诊慢特病就诊日期 */ opsp_mdtrt_date?: Text
        /** 入院途径 */ adm_way?: Text
        /** 治疗类别 */ trt_type?: Text
        /** 入院时间 */ adm_time?: Text
        /** 入院科室编码 */ adm_dept_code?: Text
        /** 入院科室名称 */ adm_dept_name?: Text
        /** 转科科别 */ refldept_dept?: Text
        /** 出院时间 */ dscg_time?: Text
        /** 出院科室编码 */ dscg_dept_code?: Text
        /** 出院科室名称 */ dscg_dept_name?: Text
        /** 出院科别 */ dscg_caty: Text
        /** 门（急）诊诊断（西医诊断） */ otp_wm_dise?: Text
        /** 西医疾病代码 */ wm_dise_code?: Text
        /** 门（急）诊诊断（中医诊断） */ otp_tcm_dise?: Text
        /** 中医疾病代码 */ tcm_dise_code?: Text
        /** 呼吸机使用时长 */ vent_used_dura?: Text
        /** 颅脑损伤患者入院前昏迷时长 */ pwcry_bfadm_coma_dura?: Text
        /** 颅脑损伤患者入院后昏迷时长 */ pwcry_afadm_coma_dura?: Text
        /** 特级护理天数 */ spga_nurscare_days?: number
        /** 一级护理天数 */ lv1_nurscare_days?: number
        /** 二级护理天数 */ scd_nurscare_days?: number
        /** 三级护理天数 */ lv3_nurscare_days?: number
        /** 离院方式 */ dscg_way?: Text
        /** 拟接收机构名称 */ acp_medins_name?: Text
        /** 拟接收机构代码 */ acp_optins_code?: Text
        /** 票据代码 */ bill_code: Text
        /** 票据号码 */ bill_no: Text
        /** 业务流水号 */ biz_sn: Text
        /** 出院31天内再住院计划标志 */ days_rinp_flag_31?: Text
        /** 出院31天内再住院计划目的 */ days_rinp_pup_31?: Text
        /** 主诊医师代码 */ chfpdr_code?: Text
        /** 结算开始日期 */ setl_begn_date: Text
        /** 结算结束日期 */ setl_end_date: Text
        /** 医疗机构填报部门 */ medins_fill_dept: Text
        /** 医疗机构填报人 */ medins_fill_psn: Text
        /** 责任护士代码 */ resp_nurs_code?: Text
        /** 状态分类 */ stas_type?: Text
        /** 医保支付方式 */ hi_paymtd?: Text
        /** 新生儿天龄 */ age_days?: number
        /** 入院科别 */ adm_caty?: Text
      }
      /** 门诊慢特病诊断信息 */ opspdiseinfo?: {
        /** 诊断名称 */ diag_name?: Text
        /** 诊断代码 */ diag_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
      }[]
      /** 住院诊断信息 */ diseinfo?: {
        /** 诊断类别 */ diag_type: Text
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 入院病情类型 */ adm_cond_type?: Text
        /** 主诊断标志 */ maindiag_flag: Text
      }[]
      /** 手术操作信息 */ oprninfo?: {
        /** 手术操作类别 */ oprn_oprt_type: Text
        /** 手术操作名称 */ oprn_oprt_name: Text
        /** 手术操作代码 */ oprn_oprt_code: Text
        /** 麻醉方式 */ anst_way?: Text
        /** 术者医师代码 */ oper_dr_code: Text
        /** 麻醉医师代码 */ anst_dr_code?: Text
        /** 手术操作开始时间 */ oprn_oprt_begntime?: Text
        /** 手术操作结束时间 */ oprn_oprt_endtime?: Text
        /** 麻醉开始时间 */ anst_begntime?: Text
        /** 麻醉结束时间 */ anst_endtime?: Text
      }[]
      /** 重症监护信息 */ icuinfo?: {
        /** 重症监护病房类型 */ scs_cutd_ward_type: Text
        /** 重症监护进入时间 */ scs_cutd_inpool_time: Text
        /** 重症监护退出时间 */ scs_cutd_exit_time: Text
        /** 重症监护合计时长 */ scs_cutd_sum_dura: Text
      }[]
      /** 基金支付信息 */ payinfo?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 基金支付金额 */ fund_payamt: number
      }[]
      /** 输血信息 */ bldinfo?: {
        /** 结算清单输血ID */ setl_List_bld_Id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 结算ID */ setl_id?: Text
        /** 输血品种 */ bld_cat?: Text
        /** 输血量 */ bld_amt?: number
        /** 输血计量单位 */ bld_unt?: Text
      }[]
    }
    output: {
      /** 清单流水号 */ data: {
        /** 清单流水号 */ setl_list_id: Text
      }
    }
  }
  /** 医疗保障基金结算清单信息状态修改 */
  '4102': {
    input: {
      /** 入参 */ data: {
        /** 状态信息 */ stastinfo: {
          /** 人员编号 */ psn_no: Text
          /** 结算ID */ setl_id: Text
          /** 审核状态 */ stas_type: Text
        }[]
      }
    }
    output: Free
  }
  /** 医疗保障基金结算清单信息查询 */
  '4103': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 结算ID */ setl_id: Text
      }
    }
    output: {
      /** 结算清单信息 */ setlinfo: {
        /** 结算ID */ setl_id: Text
        /** 结算清单流水号 */ setl_list_sn: Text
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 医保结算等级 */ hi_setl_lv?: Text
        /** 病案号 */ medcasno: Text
        /** 申报时间 */ dcla_time?: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend: Text
        /** 出生日期 */ brdy: Text
        /** 年龄 */ age?: number
        /** （年龄不足1周岁）年龄 */ age_days?: number
        /** 国籍 */ ntly: Text
        /** 民族 */ naty: Text
        /** 患者证件类别 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 职业 */ prfs: Text
        /** 现住址 */ curr_addr?: Text
        /** 单位名称 */ emp_name?: Text
        /** 单位地址 */ emp_addr?: Text
        /** 单位电话 */ emp_tel?: Text
        /** 邮编 */ emp_poscode?: Text
        /** 联系人姓名 */ coner_name: Text
        /** 与患者关系 */ patn_rlts: Text
        /** 联系人地址 */ coner_addr: Text
        /** 联系人电话 */ coner_tel: Text
        /** 险种类型 */ insutype?: Text
        /** 特殊人员类型 */ sp_psn_type?: Text
        /** 参保所属医保区划 */ insu_admdvs?: Text
        /** 新生儿入院类型 */ nwb_adm_type?: Text
        /** 新生儿出生体重 */ nwb_bir_wt?: number
        /** 新生儿入院体重 */ nwb_adm_wt?: number
        /** 多新生儿出生体重 */ mul_nwb_bir_wt?: Text
        /** 多新生儿入院体重 */ mul_nwb_adm_wt?: Text
        /** 门诊慢特病诊断科别 */ opsp_diag_caty?: Text
        /** 门诊慢特病就诊日期 */ opsp_mdtrt_time?: Text
        /** 住院医疗类型 */ ipt_med_type: Text
        /** 入院途径 */ adm_way_code?: Text
        /** 治疗类别 */ trt_type?: Text
        /** 入院时间 */ adm_time?: Text
        /** 出院时间 */ dscg_time?: Text
        /** 入院科别 */ adm_caty: Text
        /** 转科科别 */ refl_caty?: Text
        /** 出院科别 */ dscg_caty: Text
        /** 实际住院天数 */ act_ipt_days?: number
        /** 门（急）诊西医诊断 */ otp_wm_diag?: Text
        /** 西医诊断疾病代码 */ otp_wm_diag_dise_code?: Text
        /** 门（急）诊中医诊断 */ otp_tcm_diag?: Text
        /** 中医诊断代码 */ otp_tcm_diag_dise_code?: Text
        /** 诊断代码计数 */ diag_code_cnt?: number
        /** 手术操作代码计数 */ oprn_oprt_code_cnt?: number
        /** 呼吸机使用天数 */ vent_used_days?: number
        /** 呼吸机使用小时数 */ vent_used_h_cnt?: number
        /** 呼吸机使用分钟数 */ vent_used_m_cnt?: number
        /** 入院前颅脑损伤患者昏迷天数 */ bfadm_coma_days?: number
        /** 入院前颅脑损伤患者昏迷小时数 */ bfadm_coma_h_cnt?: number
        /** 入院前颅脑损伤患者昏迷分钟数 */ bfadm_coma_m_cnt?: number
        /** 入院后颅脑损伤患者昏迷天数 */ afadm_coma_days?: number
        /** 入院后颅脑损伤患者昏迷小时数 */ afadm_coma_h_cnt?: number
        /** 入院后颅脑损伤患者昏迷分钟数 */ afadm_coma_m_cnt?: number
        /** 特级护理天数 */ spga_nurscare_days?: number
        /** 一级护理天数 */ lv1_nurscare_days?: number
        /** 二级护理天数 */ scd_nurscare_days?: number
        /** 三级护理天数 */ lv3_nurscare_days?: number
        /** 离院方式 */ dscg_way?: Text
        /** 拟接收机构名称 */ acp_optins_name?: Text
        /** 拟接收机构代码 */ acp_optins_code?: Text
        /** 出院31天内再住院计划标志 */ dscg31days_rinp_flag?: Text
        /** 出院31天内再住院目的 */ rinp_pup?: Text
        /** 主诊医师姓名 */ chfpdr_name?: Text
        /** 主诊医师代码 */ chfpdr_code?: Text
        /** 业务流水号 */ biz_sn: Text
        /** 票据代码 */ bill_code: Text
        /** 票据号码 */ bill_no: Text
        /** 结算开始日期 */ setl_begndate: Text
        /** 结算结束日期 */ setl_enddate: Text
        /** 个人自付 */ psn_selfpay_amt: number
        /** 个人自费 */ psn_ownpay_fee: number
        /** 个人账户支出 */ acct_payamt: number
        /** 个人现金支付 */ psn_cashpay: number
        /** 医保支付方式 */ hi_paymtd: Text
        /** 医疗机构填报部门 */ medins_fill_dept: Text
        /** 医疗机构填报人 */ medins_fill_psn: Text
        /** 医保编号 */ hi_no?: Text
        /** 医保类型 */ hi_type: Text
        /** 门慢门特病种名称 */ opsp_dise_name?: Text
        /** 门慢门特病种目录代码 */ opsp_dise_code?: Text
        /** 出院诊断 */ dscg_diag?: Text
        /** 责任护士姓名 */ resp_nurs_name?: Text
        /** 责任护士代码 */ resp_nurs_code?: Text
        /** 医保机构经办人代码 */ hsorg_opter_code?: Text
        /** 状态分类 */ stas_type?: Text
        /** 医保机构经办人 */ hsorg_opter_name: Text
        /** 医保机构 */ hsorg_name?: Text
        /** 医保机构代码 */ hsorg_code?: Text
        /** 审核内容 */ chk_cont?: Text
        /** 入院科室编码 */ adm_dept_codg?: Text
        /** 入院科室名称 */ adm_dept_name?: Text
        /** dip病种代码 */ dipDiseGrpCode?: Text
        /** dip病种名称 */ dipDiseGrpName?: Text
        /** 出院科室编码 */ dscg_dept_codg?: Text
        /** 出院科室名称 */ dscg_dept_name?: Text
        /** 公务员支出 */ gwyPay?: number
        /** 居民大病支出 */ jmdbPay?: number
        /** 结算时间 */ setl_time?: Text
        /** 特病单议退出分值 */ spcasExitSco?: number
        /** 退出分值权重 */ spcasExitWt?: number
        /** 特病单议原因 */ spcasRea?: Text
        /** 医保统筹支出 */ ybtcPay?: number
        /** 医疗救助支出 */ yljzPay?: number
        /** 职工大额支出 */ zgdePay?: number
      }
      /** 基金支付信息 */ payinfo?: {
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 基金支付类型 */ fund_pay_type: Text
        /** 统筹区基金支付类型 */ poolarea_fund_pay_type: Text
        /** 统筹区基金支付类型名称 */ poolarea_fund_pay_name?: Text
        /** 基金支付金额 */ fund_payamt: number
      }[]
      /** 门诊慢特病诊断信息 */ opspdiseinfo?: {
        /** 结算清单门慢门特诊疗信息ID */ setl_list_opsp_trt_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 手术操作名称 */ oprn_oprt_name: Text
        /** 手术操作代码 */ oprn_oprt_code: Text
      }[]
      /** 住院诊断信息 */ diseinfo?: {
        /** 结算清单诊断ID */ setl_list_diag_id: Text
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 入院病情类型 */ adm_cond_type?: Text
      }[]
      /** 收费项目信息 */ iteminfo?: {
        /** 结算清单收费项目ID */ setl_list_chrgitm_id: Text
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 医疗收费项目类别 */ med_chrgitm_type?: Text
        /** 金额 */ item_sumamt: number
        /** 甲类费用合计 */ item_claa_sumfee: number
        /** 乙类金额合计 */ item_clab_amt: number
        /** 全自费金额 */ item_fulamt_ownpay_amt: number
        /** 项目其他金额 */ item_ownpay_amt: number
        /** 单病种代码名称 */ sindise_code_name?: Text
        /** 日间手术代码名称 */ daysrg_code_name?: Text
      }[]
      /** 手术操作信息 */ oprninfo?: {
        /** 结算清单手术操作ID */ setl_list_oprn_id: Text
        /** 结算ID */ setl_id: Text
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 主要手术标志 */ main_oprn_flag?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作日期 */ oprn_oprt_date?: Text
        /** 麻醉方式 */ anst_way?: Text
        /** 术者医师姓名 */ oper_dr_name?: Text
        /** 术者医师代码 */ oper_dr_code?: Text
        /** 麻醉医师姓名 */ anst_dr_name?: Text
        /** 麻醉医师代码 */ anst_dr_code?: Text
        /** 手术操作开始时间 */ oprn_oprt_begntime?: Text
        /** 手术操作结束时间 */ oprn_oprt_endtime?: Text
        /** 麻醉开始时间 */ anst_begntime?: Text
        /** 麻醉结束时间 */ anst_endtime?: Text
      }[]
      /** 重症监护信息 */ icuinfo?: {
        /** 结算清单重症监护ID */ setl_list_scs_cutd_id: Text
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 重症监护病房类型 */ scs_cutd_ward_type: Text
        /** 重症监护进入时间 */ scs_cutd_inpool_time: Text
        /** 重症监护退出时间 */ scs_cutd_exit_time: Text
        /** 重症监护合计时长 */ scs_cutd_sum_dura: Text
      }[]
      /** 特病单议申请项目 */ drgAppyinfo?: {
        /** 申请特病单议项目ID */ appySpcasItemId: Text
        /** 申请审核结算目录ID */ appyChkSetlListId: Text
        /** 结算ID */ setlId: Text
        /** 数量 */ cnt?: number
        /** 单价 */ pric?: number
        /** 明细项目费用总额 */ detItemFeeSumamt?: number
        /** 退出明细项目费用总额 */ exitDetlItemFeeSumamt?: number
        /** 医保目录编码 */ hilistCode?: Text
        /** 医保目录名称 */ hilistName?: Text
        /** 目录类别 */ listType?: Text
        /** 医疗目录编码 */ medListCodg?: Text
        /** 医药机构目录编码 */ medinsListCodg?: Text
        /** 医药机构目录名称 */ medinsListName?: Text
        /** 医疗收费项目类别 */ medChrgitmType?: Text
        /** 特病单议退出分值 */ spcasExitSco?: number
        /** 特病单议退出权重 */ spcasExitWt?: number
      }[]
      /** 输血信息 */ bldinfo?: {
        /** 结算清单输血ID */ setl_List_bld_Id: Text
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 输血品种 */ bld_cat?: Text
        /** 输血量 */ bld_amt?: number
        /** 输血计量单位 */ bld_unt?: Text
      }[]
    }
  }
  /** 医疗保障基金结算清单质控结果查询 */
  '4104': {
    input: {
      /** 查询条件 */ data: {
        /** 结算年月 */ setl_ym: Text
        /** 结算ID */ setl_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 错误等级 */ err_lv?: Text
        /** 回退标志 */ retn_flag?: Text
        /** 当前页数 */ page_num: number
        /** 本页数据量 */ page_size: number
        /** 定点医药机构编号 */ fixmedins_code?: Text
      }
    }
    output: {
      /** 定点医药机构编号 */ fixmedins_code: Text
      /** 定点医药机构名称 */ fixmedins_name: Text
      /** 结算年月 */ setl_ym: Text
      /** 结算ID */ setl_id: Text
      /** 人员编号 */ psn_no: Text
      /** 人员姓名 */ psn_name: Text
      /** 质控结果 */ qltctrl_rslt: Text
      /** 错误等级 */ err_lv: Text
      /** 回退标志 */ retn_flag: Text
      /** 质控版本号 */ qltctrl_ver: Text
      /** 人员证件类型 */ psn_cert_type: Text
      /** 证件号码 */ cert_no: Text
      /** 质控时间 */ qltctrl_time?: Text
      /** 分组状态 */ grp_stas?: Text
      /** 质控结果详情 */ detailinfo: {
        /** 检查数据字段 */ exam_data_fld: Text
        /** 质控校验结果 */ qltctrl_chk_rslt: Text
        /** 错误等级 */ err_lv: Text
        /** 回退标志 */ retn_flag: Text
        /** 初始值 */ init_val?: Text
      }[]
    }[]
  }
  /** 医疗保障基金结算清单数量统计查询 */
  '4105': {
    input: {
      /** 统计条件 */ data: {
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 医疗类别的集合 */ medtype_list: Text[]
        /** 统计开始时间 */ stt_begntime: Text
        /** 统计结束时间 */ stt_endtime: Text
        /** 统计标志 */ stt_flag?: boolean
        /** 退费统计标志 */ refdset_flag?: Text
        /** 定点医药机构名称 */ fixmedins_name?: Text
        /** 支付地点的集合 */ pay_loc_list?: Text[]
        /** 清算方式的集合 */ clr_way_list?: Text[]
      }
    }
    output: {
      /** 应上传数量 */ needUploadCnt: number
      /** 已上传数量 */ uploadedCnt: number
    }
  }
  /** 自费病人费用明细信息上传 */
  '4201': {
    input: {
      /** 费用明细 */ feedetail: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 住院/门诊号 */ ipt_otp_no: Text
        /** 医疗类别 */ med_type: Text
        /** 收费批次号 */ chrg_bchno: Text
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 医药机构目录名称 */ medins_list_name: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 商品名 */ prodname: Text
        /** 开单科室编码 */ bilg_dept_codg: Text
        /** 开单科室名称 */ bilg_dept_name: Text
        /** 开单医生编码 */ bilg_dr_codg: Text
        /** 开单医师姓名 */ bilg_dr_name: Text
        /** 受单科室编码 */ acord_dept_codg?: Text
        /** 受单科室名称 */ acord_dept_name?: Text
        /** 受单医生编码 */ orders_dr_code?: Text
        /** 受单医生姓名 */ orders_dr_name?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 外检标志 */ etip_flag?: Text
        /** 外检医院编码 */ etip_hosp_code?: Text
        /** 出院带药标志 */ dscg_tkdrug_flag?: Text
        /** 备注 */ memo?: Text
      }[]
    }
    output: Free
  }
  /** 自费病人住院费用明细信息上传 */
  '4201A': {
    input: {
      /** 费用明细 */ fsiOwnpayPatnFeeListDDTO: {
        /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
        /** 医疗类别 */ med_type: Text
        /** 记账流水号 */ bkkp_sn: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 医药机构目录名称 */ medins_list_name: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 商品名 */ prodname?: Text
        /** 开单科室编码 */ bilg_dept_codg: Text
        /** 开单科室名称 */ bilg_dept_name: Text
        /** 开单医生编码 */ bilg_dr_code: Text
        /** 开单医生姓名 */ bilg_dr_name: Text
        /** 受单科室编码 */ acord_dept_codg?: Text
        /** 受单科室名称 */ acord_dept_name?: Text
        /** 受单医生编码 */ acord_dr_code?: Text
        /** 受单医生姓名 */ acord_dr_name?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 外检标志 */ etip_flag: Text
        /** 外检医院编码 */ etip_hosp_code?: Text
        /** 出院带药标志 */ dscg_tkdrug_flag: Text
        /** 单次剂量描述 */ sin_dos_dscr?: Text
        /** 使用频次描述 */ used_frqu_dscr?: Text
        /** 周期天数 */ prd_days?: number
        /** 用药途径描述 */ medc_way_dscr?: Text
        /** 备注 */ memo?: Text
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费金额 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_amt: number
      }[]
    }
    output: Free
  }
  /** 自费病人住院就诊和诊断信息上传 */
  '4202': {
    input: {
      /** 自费病人就诊信息 */ ownPayPatnMdtrtD: {
        /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 联系人姓名 */ coner_name?: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 医疗类别 */ med_type: Text
        /** 住院/门诊号 */ ipt_otp_no?: Text
        /** 病历号 */ medrcdno?: Text
        /** 主诊医师代码 */ chfpdr_code?: Text
        /** 入院诊断描述 */ adm_diag_dscr?: Text
        /** 入院科室编码 */ adm_dept_codg?: Text
        /** 入院科室名称 */ adm_dept_name?: Text
        /** 入院床位 */ adm_bed?: Text
        /** 病区床位 */ wardarea_bed?: Text
        /** 转科室标志 */ traf_dept_flag?: Text
        /** 出院主诊断代码 */ dscg_maindiag_code?: Text
        /** 出院科室编码 */ dscg_dept_codg?: Text
        /** 出院科室名称 */ dscg_dept_name?: Text
        /** 出院床位 */ dscg_bed?: Text
        /** 离院方式 */ dscg_way?: Text
        /** 主要病情描述 */ main_cond_dscr?: Text
        /** 病种编号 */ dise_no?: Text
        /** 病种名称 */ dise_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 门诊诊断信息 */ otp_diag_info?: Text
        /** 在院状态 */ inhosp_stas?: Text
        /** 死亡日期 */ die_date?: Text
        /** 住院天数 */ ipt_days?: number
        /** 计划生育服务证号 */ fpsc_no?: Text
        /** 生育类别 */ matn_type?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 晚育标志 */ latechb_flag?: Text
        /** 孕周数 */ geso_val?: number
        /** 胎次 */ fetts?: number
        /** 胎儿数 */ fetus_cnt?: number
        /** 早产标志 */ pret_flag?: Text
        /** 妊娠时间 */ prey_time?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 伴有并发症标志 */ cop_flag?: Text
        /** 有效标志 */ vali_flag: Text
        /** 备注 */ memo?: Text
        /** 经办人ID */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 主诊医师姓名 */ chfpdr_name?: Text
        /** 住院主诊断名称 */ dscg_maindiag_name?: Text
        /** 医疗总费用 */ medfee_sumamt: number
        /** 电子票据代码 */ elec_bill_code?: Text
        /** 电子票据号码 */ elec_billno_code?: Text
        /** 电子票据校验码 */ elec_bill_chkcode?: Text
        /** 扩展字段 */ exp_content?: Text
      }
      /** 自费病人诊断信息 */ ownPayPatnDiagListD: {
        /** 出入院诊断类别 */ inout_diag_type: Text
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断排序号 */ diag_srt_no: Text
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断科室 */ diag_dept?: Text
        /** 诊断医师代码 */ diag_dr_code?: Text
        /** 诊断医师姓名 */ diag_dr_name?: Text
        /** 诊断时间 */ diag_time?: Text
        /** 有效标志 */ vali_flag?: Text
      }[]
    }
    output: Free
  }
  /** 自费病人就诊以及费用明细上传完成 */
  '4203': {
    input: {
      /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
      /** 定点医药机构编号 */ fixmedins_code: Text
      /** 完成标志 */ cplt_flag: Text
    }
    output: Free
  }
  /** 自费病人住院费用明细删除 */
  '4204': {
    input: {
      /** 就诊 */ feedetail: {
        /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
      }
      /** 要删的明细 */ feedetl?: {
        /** 记账流水号 */ bkkp_sn?: Text
      }[]
    }
    output: Free
  }
  /** 自费病人门诊就医信息上传 */
  '4205': {
    input: {
      /** 自费病人门诊就诊信息 */ mdtrtinfo: {
        /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 联系人姓名 */ coner_name?: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 医疗类别 */ med_type: Text
        /** 主要病情描述 */ main_cond_dscr?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 生育类别 */ matn_type?: Text
        /** 孕周数 */ geso_val?: number
        /** 电子票据代码 */ elec_bill_code?: Text
        /** 电子票据号码 */ elec_billno_code?: Text
        /** 电子票据校验码 */ elec_bill_chkcode?: Text
        /** 字段扩展 */ exp_content?: Text
      }
      /** 自费病人门诊诊断信息 */ diseinfo: {
        /** 诊断类别 */ diag_type: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断科室 */ diag_dept?: Text
        /** 诊断医生编码 */ diag_dr_code?: Text
        /** 诊断医生姓名 */ diag_dr_name?: Text
        /** 诊断时间 */ diag_time?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
      /** 自费病人门诊费用明细信息 */ feedetail: {
        /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
        /** 医疗类别 */ med_type: Text
        /** 记账流水号 */ bkkp_sn: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 医药机构目录名称 */ medins_list_name: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 商品名 */ prodname?: Text
        /** 开单科室编码 */ bilg_dept_codg: Text
        /** 开单科室名称 */ bilg_dept_name: Text
        /** 开单医生编码 */ bilg_dr_code: Text
        /** 开单医生姓名 */ bilg_dr_name: Text
        /** 受单科室编码 */ acord_dept_codg?: Text
        /** 受单科室名称 */ acord_dept_name?: Text
        /** 受单医生编码 */ acord_dr_code?: Text
        /** 受单医生姓名 */ acord_dr_name?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 外检标志 */ etip_flag: Text
        /** 外检医院编码 */ etip_hosp_code?: Text
        /** 出院带药标志 */ dscg_tkdrug_flag: Text
        /** 单次剂量描述 */ sin_dos_dscr?: Text
        /** 使用频次描述 */ used_frqu_dscr?: Text
        /** 周期天数 */ prd_days?: number
        /** 用药途径描述 */ medc_way_dscr?: Text
        /** 备注 */ memo?: Text
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价金额 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_amt: number
        /** 处方号 */ rxno?: Text
      }[]
    }
    output: Free
  }
  /** 自费病人门诊就医信息删除 */
  '4206': {
    input: {
      /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
      /** 定点医药机构编号 */ fixmedins_code: Text
    }
    output: Free
  }
  /** 自费病人就医费用明细查询 */
  '4207': {
    input: {
      /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
      /** 定点医药机构编号 */ fixmedins_code: Text
      /** 当前页数 */ page_num: number
      /** 本页数据量 */ page_size: number
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 费用明细 */ data?: {
        /** 医药机构就诊ID */ fixmedinsMdtrtId?: Text
        /** 记账流水号 */ bkkpSn?: Text
        /** 费用发生时间 */ feeOcurTime?: Text
        /** 定点医药机构编号 */ fixmedinsCode?: Text
        /** 定点医药机构名称 */ fixmedinsName?: Text
        /** 数量 */ cnt?: number
        /** 单价 */ pric?: number
        /** 明细项目费用总额 */ detItemFeeSumamt?: number
        /** 医疗目录编码 */ medListCodg?: Text
        /** 医药机构目录编码 */ medinsListCodg?: Text
        /** 医药机构目录名称 */ medinsListName?: Text
        /** 医疗收费项目类别 */ medChrgitmType?: Text
        /** 商品名 */ prodname?: Text
        /** 开单科室编码 */ bilgDeptCodg?: Text
        /** 开单科室名称 */ bilgDeptName?: Text
        /** 开单医生编码 */ bilgDrCode?: Text
        /** 开单医生姓名 */ bilgDrName?: Text
        /** 受单科室编码 */ acordDeptCodg?: Text
        /** 受单科室名称 */ acordDeptName?: Text
        /** 受单医生编码 */ acordDrCode?: Text
        /** 受单医生姓名 */ acordDrName?: Text
        /** 中药使用方式 */ tcmdrugUsedWay?: Text
        /** 外检标志 */ etipFlag?: Text
        /** 外检医院编码 */ etipHospCode?: Text
        /** 出院带药标志 */ dscgTkdrugFlag?: Text
        /** 单次剂量描述 */ sinDosDscr?: Text
        /** 使用频次描述 */ usedFrquDscr?: Text
        /** 周期天数 */ prdDays?: number
        /** 用药途径描述 */ medcWayDscr?: Text
        /** 备注 */ memo?: Text
        /** 全自费金额 */ fulamtOwnpayAmt?: number
        /** 超限价自费金额 */ overlmtSelfpay?: number
        /** 先行自付金额 */ preselfpayAmt?: number
        /** 符合政策范围金额 */ inscpAmt?: number
        /** 有效标志 */ valiFlag?: Text
        /** 唯一记录号 */ rid?: Text
        /** 更新时间 */ updtTime?: Text
        /** 创建人ID */ crterId?: Text
        /** 创建人姓名 */ crterName?: Text
        /** 创建时间 */ crteTime?: Text
        /** 创建机构 */ crteOptinsNo?: Text
        /** 经办人ID */ opterId?: Text
        /** 经办人姓名 */ opterName?: Text
        /** 经办时间 */ optTime?: Text
        /** 经办机构 */ optinsNo?: Text
        /** 统筹区编码 */ poolareaNo?: Text
        /** 审核通过标识 */ chkPassFlag?: Text
        /** 处方号 */ rxno?: Text
      }[]
    }
  }
  /** 自费病人就医就诊信息查询 */
  '4208': {
    input: {
      /** 人员证件类型 */ psn_cert_type?: Text
      /** 证件号码 */ certno?: Text
      /** 人员姓名 */ psn_name?: Text
      /** 开始时间 */ begntime?: Text
      /** 结束时间 */ endtime?: Text
      /** 医疗类别 */ med_type?: Text
      /** 医疗总费用 */ medfee_sumamt?: number
      /** 电子票据号码 */ elec_billno_code?: Text
      /** 完成标志 */ cplt_flag?: Text
      /** 当前页数 */ page_num: number
      /** 本页数据量 */ page_size: number
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 就诊信息 */ data?: {
        /** 医药机构就诊ID */ fixmedinsMdtrtId?: Text
        /** 定点医药机构编号 */ fixmedinsCode?: Text
        /** 定点医药机构名称 */ fixmedinsName?: Text
        /** 人员证件类型 */ psnCertType?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psnName?: Text
        /** 性别 */ gend?: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 联系人姓名 */ conerName?: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 开始时间 */ begntime?: Text
        /** 结束时间 */ endtime?: Text
        /** 医疗类别 */ medType?: Text
        /** 住院/门诊号 */ iptOtpNo?: Text
        /** 病历号 */ medrcdno?: Text
        /** 主诊医师代码 */ chfpdrCode?: Text
        /** 入院诊断描述 */ admDiagDscr?: Text
        /** 入院科室编码 */ admDeptCodg?: Text
        /** 入院科室名称 */ admDeptName?: Text
        /** 入院床位 */ admBed?: Text
        /** 病区床位 */ wardareaBed?: Text
        /** 转科室标志 */ trafDeptFlag?: Text
        /** 出院主诊断代码 */ dscgMaindiagCode?: Text
        /** 出院科室编码 */ dscgDeptCodg?: Text
        /** 出院科室名称 */ dscgDeptName?: Text
        /** 出院床位 */ dscgBed?: Text
        /** 离院方式 */ dscgWay?: Text
        /** 主要病情描述 */ mainCondDscr?: Text
        /** 病种编号 */ diseNo?: Text
        /** 病种名称 */ diseName?: Text
        /** 手术操作代码 */ oprnOprtCode?: Text
        /** 手术操作名称 */ oprnOprtName?: Text
        /** 门诊诊断信息 */ otpDiagInfo?: Text
        /** 在院状态 */ inhospStas?: Text
        /** 死亡日期 */ dieDate?: Text
        /** 住院天数 */ iptDays?: number
        /** 计划生育服务证号 */ fpscNo?: Text
        /** 生育类别 */ matnType?: Text
        /** 计划生育手术类别 */ birctrlType?: Text
        /** 晚育标志 */ latechbFlag?: Text
        /** 孕周数 */ gesoVal?: number
        /** 胎次 */ fetts?: number
        /** 胎儿数 */ fetusCnt?: number
        /** 早产标志 */ pretFlag?: Text
        /** 妊娠时间 */ preyTime?: Text
        /** 计划生育手术或生育日期 */ birctrlMatnDate?: Text
        /** 伴有并发症标志 */ copFlag?: Text
        /** 有效标志 */ valiFlag?: Text
        /** 备注 */ memo?: Text
        /** 经办人ID */ opterId?: Text
        /** 经办人姓名 */ opterName?: Text
        /** 经办时间 */ optTime?: Text
        /** 主诊医师姓名 */ chfpdrName?: Text
        /** 住院主诊断名称 */ dscgMaindiagName?: Text
        /** 医疗总费用 */ medfeeSumamt?: number
        /** 电子票据代码 */ elecBillCode?: Text
        /** 电子票据号码 */ elecBillnoCode?: Text
        /** 电子票据校验码 */ elecBillChkcode?: Text
        /** 唯一记录号 */ rid?: Text
        /** 更新时间 */ updtTime?: Text
        /** 创建人ID */ crterId?: Text
        /** 创建人姓名 */ crterName?: Text
        /** 创建时间 */ crteTime?: Text
        /** 创建机构 */ crteOptinsNo?: Text
        /** 经办机构 */ optinsNo?: Text
        /** 统筹区编码 */ poolareaNo?: Text
        /** 完成标志 */ cpltFlag?: Text
        /** 扩展字段 */ expContent?: Text
      }[]
    }
  }
  /** 自费病人就医诊断信息查询 */
  '4209': {
    input: {
      /** 医药机构就诊ID */ fixmedins_mdtrt_id: Text
      /** 定点医药机构编号 */ fixmedins_code: Text
      /** 当前页数 */ page_num: number
      /** 本页数据量 */ page_size: number
    }
    output: {
      /** 总记录数 */ recordCounts?: number
      /** 总页数 */ pages?: number
      /** 诊断信息 */ data?: {
        /** 诊断信息ID */ diagInfoId?: Text
        /** 医药机构就诊ID */ fixmedinsMdtrtId?: Text
        /** 定点医药机构编号 */ fixmedinsCode?: Text
        /** 出入院诊断类别 */ inoutDiagType?: Text
        /** 诊断类别 */ diagType?: Text
        /** 主诊断标志 */ maindiagFlag?: Text
        /** 诊断排序号 */ diagSrtNo?: Text
        /** 诊断代码 */ diagCode?: Text
        /** 诊断名称 */ diagName?: Text
        /** 诊断科室 */ diagDept?: Text
        /** 诊断医师代码 */ diagDrCode?: Text
        /** 诊断医师姓名 */ diagDrName?: Text
        /** 诊断时间 */ diagTime?: Text
        /** 入院病情 */ admCond?: Text
        /** 有效标志 */ valiFlag?: Text
        /** 经办人ID */ opterId?: Text
        /** 经办人姓名 */ opterName?: Text
        /** 经办时间 */ optTime?: Text
        /** 唯一记录号 */ rid?: Text
        /** 更新时间 */ updtTime?: Text
        /** 创建人ID */ crterId?: Text
        /** 创建人姓名 */ crterName?: Text
        /** 创建时间 */ crteTime?: Text
        /** 创建机构 */ crteOptinsNo?: Text
        /** 经办机构 */ optinsNo?: Text
        /** 统筹区编码 */ poolareaNo?: Text
      }[]
    }
  }
  /** 门急诊诊疗记录 */
  '4301': {
    input: {
      /** 挂号信息 */ rgstinfo: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 挂号类别代码 */ rgst_type_code?: Text
        /** 挂号方式代码 */ rgst_way_code?: Text
        /** 挂号费/医事服务费 */ rgst_serv_fee?: number
        /** 预约途径代码 */ ordr_way_code?: Text
        /** 退号标志 */ retnr_flag?: Text
        /** 初诊标志 */ fstdiag_flag?: Text
        /** 就诊标志 */ mdtrt_flag?: Text
        /** 挂号/退号时间 */ rgst_retnr_time?: Text
        /** 医疗费用支付方式代码 */ medfee_paymtd_code?: Text
        /** 有效标志 */ vali_flag: Text
      }
      /** 病历信息 */ caseinfo?: {
        /** 就诊日期 */ mdtrt_date?: Text
        /** 主诉 */ chfcomp?: Text
        /** 发病日期时间 */ attk_date_time?: Text
        /** 就诊原因 */ mdtrt_rea?: Text
        /** 病史 */ illhis?: Text
        /** 过敏史 */ algs?: Text
        /** 过敏源代码 */ aise_code?: Text
        /** 查体 */ phex?: Text
        /** 残疾情况代码 */ disa_info_code?: Text
        /** 症状名称 */ symp_name?: Text
        /** 症状代码 */ symp_code?: Text
        /** 处置意见 */ dspo_opnn?: Text
        /** 科室代码 */ dept_code?: Text
        /** 科室名称 */ dept_name?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
      /** 诊断信息 */ diseinfo?: {
        /** 中医诊断标志 */ tcm_diag_flag?: Text
        /** 主诊断标志 */ maindiag_flag?: Text
        /** 诊断代码 */ diag_code?: Text
        /** 诊断名称 */ diag_name?: Text
        /** 中医病名代码 */ tcm_dise_code?: Text
        /** 中医病名名称 */ tcm_dise_name?: Text
        /** 中医证候代码 */ tcmsymp_code?: Text
        /** 中医证候 */ tcmsymp?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
      /** 处方信息 */ rxinfo?: {
        /** 处方号 */ rxno?: Text
        /** 处方开方时间 */ rx_prsc_time?: Text
        /** 处方类别代码 */ rx_type_code?: Text
        /** 处方项目分类代码 */ rx_item_type_code?: Text
        /** 处方项目分类名称 */ rx_item_type_name?: Text
        /** 处方明细代码 */ rx_detl_id?: Text
        /** 处方明细名称 */ rx_detl_name?: Text
        /** 中药类别名称 */ tcmdrug_type_name?: Text
        /** 中药类别代码 */ tcmdrug_type_code?: Text
        /** 草药脚注 */ tcmherb_foote?: Text
        /** 药物类型代码 */ medn_type_code?: Text
        /** 药物类型 */ medn_type_name?: Text
        /** 药品剂型 */ drug_dosform?: Text
        /** 药品剂型名称 */ drug_dosform_name?: Text
        /** 药品规格 */ drug_spec?: Text
        /** 药物使用-频率 */ drug_used_frqu?: Text
        /** 药物使用-总剂量 */ drug_used_idose?: number
        /** 药物使用-次剂量 */ drug_used_sdose?: number
        /** 药物使用-剂量单位 */ drug_used_dosunt?: Text
        /** 药物使用-途径代码 */ drug_used_way_code?: Text
        /** 药物使用-途径 */ drug_medc_way?: Text
        /** 皮试判别 */ skintst_dicm?: Text
        /** 用药开始时间 */ medc_begntime?: Text
        /** 用药停止日期时间 */ medc_endtime?: Text
        /** 用药天数 */ medc_days?: number
        /** 主要用药标志 */ main_medc_flag?: Text
        /** 加急标志 */ urgt_flag?: Text
        /** 统一采购药品 */ unif_purc_drug?: Text
        /** 药品采购代码 */ drug_purc_code?: Text
        /** 药品管理平台代码 */ drug_mgt_plaf_code?: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 急诊留观手术及抢救信息 */
  '4302': {
    input: {
      /** 手术信息 */ oprninfo: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 病历号 */ medrcdno?: Text
        /** 手术操作序号 */ oprn_oprt_sn: number
        /** 手术操作代码 */ oprn_oprt_code: Text
        /** 手术操作名称 */ oprn_oprt_name: Text
        /** 手术操作目标部位名称 */ oprn_oprt_tagt_part_name: Text
        /** 介入物名称 */ itvt_name: Text
        /** 手术及操作方法描述 */ oprn_oprt_mtd_dscr: Text
        /** 手术及操作次数 */ oprn_oprt_cnt: number
        /** 手术及操作时间 */ oprn_oprt_time: Text
        /** 有效标志 */ vali_flag: Text
      }[]
      /** 抢救信息 */ rescinfo?: {
        /** 抢救开始时间 */ resc_begntime: Text
        /** 抢救结束时间 */ resc_endtime: Text
        /** 急诊抢救记录 */ er_resc_rec: Text
        /** 参加抢救人员名单 */ resc_psn_list: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 住院病案首页信息 */
  '4401': {
    input: {
      /** 基本信息 */ baseinfo: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 患者住院次数 */ patn_ipt_cnt?: Text
        /** 住院号 */ ipt_no?: Text
        /** 病案号 */ medcasno: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend?: Text
        /** 出生日期 */ brdy?: Text
        /** 国籍 */ ntly?: Text
        /** 国籍名称 */ ntly_name?: Text
        /** 新生儿出生体重 */ nwb_bir_wt?: number
        /** 新生儿入院体重 */ nwb_adm_wt?: number
        /** 出生地 */ birplc?: Text
        /** 籍贯 */ napl?: Text
        /** 民族名称 */ naty_name?: Text
        /** 民族 */ naty?: Text
        /** 证件号码 */ certno?: Text
        /** 职业 */ prfs?: Text
        /** 婚姻状态 */ mrg_stas?: Text
        /** 现住址-邮政编码 */ curr_addr_poscode?: Text
        /** 现住址 */ curr_addr?: Text
        /** 个人联系电话 */ psn_tel?: Text
        /** 户口地址-省（自治区、直辖市） */ resd_addr_prov?: Text
        /** 户口地址-市（地区） */ resd_addr_city?: Text
        /** 户口地址-县（区） */ resd_addr_coty?: Text
        /** 户口地址-乡（镇、街道办事处） */ resd_addr_subd?: Text
        /** 户口地址-村（街、路、弄等） */ resd_addr_vil?: Text
        /** 户口地址-门牌号码 */ resd_addr_housnum?: Text
        /** 户口地址-邮政编码 */ resd_addr_poscode?: Text
        /** 户口地址 */ resd_addr?: Text
        /** 工作单位联系电话 */ empr_tel?: Text
        /** 工作单位-邮政编码 */ empr_poscode?: Text
        /** 工作单位及地址 */ empr_addr?: Text
        /** 联系人电话 */ coner_tel?: Text
        /** 联系人姓名 */ coner_name?: Text
        /** 联系人地址 */ coner_addr?: Text
        /** 与联系人关系代码 */ coner_rlts_code?: Text
        /** 入院途径名称 */ adm_way_name?: Text
        /** 入院途径代码 */ adm_way_code?: Text
        /** 治疗类别名称 */ trt_type_name?: Text
        /** 治疗类别 */ trt_type?: Text
        /** 入院科别 */ adm_caty?: Text
        /** 入院病房 */ adm_ward?: Text
        /** 入院日期 */ adm_date?: Text
        /** 出院日期 */ dscg_date?: Text
        /** 出院科别 */ dscg_caty?: Text
        /** 转科科别名称 */ Refldept_caty_name?: Text
        /** 出院病房 */ dscg_ward?: Text
        /** 住院天数 */ ipt_days?: number
        /** 药物过敏标志 */ drug_dicm_flag?: Text
        /** 过敏药物名称 */ dicm_drug_name?: Text
        /** 死亡患者尸检标志 */ die_autp_flag?: Text
        /** ABO血型代码 */ abo_code?: Text
        /** ABO血型名称 */ abo_name?: Text
        /** Rh血型代码 */ rh_code?: Text
        /** RH血型 */ rh_name?: Text
        /** 死亡标志 */ die_flag?: Text
        /** 科主任姓名 */ deptdrt_name?: Text
        /** 主任(副主任)医师姓名 */ chfdr_name?: Text
        /** 主治医生姓名 */ atddr_name?: Text
        /** 主诊医师姓名 */ chfpdr_name?: Text
        /** 住院医师姓名 */ ipt_dr_name?: Text
        /** 责任护士姓名 */ resp_nurs_name?: Text
        /** 进修医师姓名 */ train_dr_name?: Text
        /** 实习医师姓名 */ intn_dr_name?: Text
        /** 编码员姓名 */ codr_name?: Text
        /** 质控医师姓名 */ qltctrl_dr_name?: Text
        /** 质控护士姓名 */ qltctrl_nurs_name?: Text
        /** 病案质量名称 */ medcas_qlt_name?: Text
        /** 病案质量代码 */ medcas_qlt_code?: Text
        /** 质控日期 */ qltctrl_date?: Text
        /** 离院方式名称 */ dscg_way_name?: Text
        /** 离院方式 */ dscg_way?: Text
        /** 拟接收医疗机构代码 */ acp_medins_code?: Text
        /** 拟接收医疗机构名称 */ acp_medins_name?: Text
        /** 出院31天内再住院计划标志 */ dscg_31days_rinp_flag?: Text
        /** 出院31天内再住院目的 */ dscg_31days_rinp_pup?: Text
        /** 损伤、中毒的外部原因 */ damg_intx_ext_rea?: Text
        /** 损伤、中毒的外部原因疾病编码 */ damg_intx_ext_rea_disecode?: Text
        /** 颅脑损伤患者入院前昏迷时长 */ brn_damg_bfadm_coma_dura?: Text
        /** 颅脑损伤患者入院后昏迷时长 */ brn_damg_afadm_coma_dura?: Text
        /** 呼吸机使用时长 */ vent_used_dura?: Text
        /** 确诊日期 */ cnfm_date?: Text
        /** 患者疾病诊断对照 */ patn_dise_diag_crsp?: Text
        /** 住院患者疾病诊断对照代码 */ patn_dise_diag_crsp_code?: Text
        /** 住院患者诊断符合情况 */ ipt_patn_diag_inscp?: Text
        /** 住院患者诊断符合情况代码 */ ipt_patn_diag_inscp_code?: Text
        /** 出院治疗结果 */ dscg_trt_rslt?: Text
        /** 出院治疗结果代码 */ dscg_trt_rslt_code?: Text
        /** 医疗机构组织机构代码 */ medins_orgcode?: Text
        /** 年龄 */ age?: number
        /** 过敏源 */ aise?: Text
        /** 研究生实习医师姓名 */ pote_intn_dr_name?: Text
        /** 乙肝表面抗原（HBsAg） */ hbsag?: Text
        /** 丙型肝炎抗体（HCV-Ab） */ 'hcv-ab'?: Text
        /** 艾滋病毒抗体（hiv-ab） */ 'hiv-ab'?: Text
        /** 抢救次数 */ resc_cnt?: number
        /** 抢救成功次数 */ resc_succ_cnt?: number
        /** 手术、治疗、检查、诊断为本院第一例 */ hosp_dise_fsttime?: Text
        /** 医保基金付费方式名称 */ hif_pay_way_name?: Text
        /** 医保基金付费方式代码 */ hif_pay_way_code?: Text
        /** 医疗费用支付方式名称 */ med_fee_paymtd_name?: Text
        /** 医疗费用支付方式代码 */ medfee_paymtd_code?: Text
        /** 自付金额 */ selfpay_amt?: number
        /** 医疗费总额 */ medfee_sumamt: number
        /** 一般医疗服务费 */ ordn_med_servfee?: number
        /** 一般治疗操作费 */ ordn_trt_oprt_fee?: number
        /** 护理费 */ nurs_fee?: number
        /** 综合医疗服务类其他费用 */ com_med_serv_oth_fee?: number
        /** 病理诊断费 */ palg_diag_fee?: number
        /** 实验室诊断费 */ lab_diag_fee?: number
        /** 影像学诊断费 */ rdhy_diag_fee?: number
        /** 临床诊断项目费 */ clnc_dise_fee?: number
        /** 非手术治疗项目费 */ nsrgtrt_item_fee?: number
        /** 临床物理治疗费 */ clnc_phys_trt_fee?: number
        /** 手术治疗费 */ rgtrt_trt_fee?: number
        /** 麻醉费 */ anst_fee?: number
        /** 手术费 */ rgtrt_fee?: number
        /** 康复费 */ rhab_fee?: number
        /** 中医治疗费 */ tcm_trt_fee?: number
        /** 西药费 */ wm_fee?: number
        /** 抗菌药物费用 */ abtl_medn_fee?: number
        /** 中成药费 */ tcmpat_fee?: number
        /** 中药饮片费 */ tcmherb_fee?: number
        /** 血费 */ blo_fee?: number
        /** 白蛋白类制品费 */ albu_fee?: number
        /** 球蛋白类制品费 */ glon_fee?: number
        /** 凝血因子类制品费 */ clotfac_fee?: number
        /** 细胞因子类制品费 */ cyki_fee?: number
        /** 检查用一次性医用材料费 */ exam_dspo_matl_fee?: number
        /** 治疗用一次性医用材料费 */ trt_dspo_matl_fee?: number
        /** 手术用一次性医用材料费 */ oprn_dspo_matl_fee?: number
        /** 其他费 */ oth_fee?: number
        /** 有效标志 */ vali_flag: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 病例分型 */ ctd?: Text
        /** 科主任代码 */ deptdrt_code?: Text
        /** 主任(副主任)医师代码 */ chfdr_code?: Text
        /** 主治医生代码 */ atddr_code?: Text
        /** 主诊医师代码 */ chfpdr_code?: Text
        /** 住院医师代码 */ ipt_dr_code?: Text
        /** 责任护士代码 */ resp_nurs_code?: Text
        /** 进修医师代码 */ train_dr_code?: Text
        /** 实习医师代码 */ intn_dr_code?: Text
        /** 质控医师代码 */ qltctrl_dr_code?: Text
        /** 质控护士代码 */ qltctrl_nurs_code?: Text
        /** 研究生实习医师代码 */ pote_intn_dr_code?: Text
      }
      /** 诊断信息 */ diseinfo?: {
        /** 病理号 */ palg_no?: Text
        /** 住院患者疾病诊断类型代码 */ ipt_patn_disediag_type_code?: Text
        /** 疾病诊断类型 */ disediag_type?: Text
        /** 主诊断标志 */ maindiag_flag?: Text
        /** 诊断代码 */ diag_code?: Text
        /** 诊断名称 */ diag_name?: Text
        /** 院内诊断代码 */ inhosp_diag_code?: Text
        /** 院内诊断名称 */ inhosp_diag_name?: Text
        /** 入院疾病病情名称 */ adm_dise_cond_name?: Text
        /** 入院疾病病情代码 */ adm_dise_cond_code?: Text
        /** 入院病情 */ adm_cond?: Text
        /** 入院时病情代码 */ adm_cond_code?: Text
        /** 最高诊断依据 */ high_diag_evid?: Text
        /** 分化程度 */ bkup_deg?: Text
        /** 分化程度代码 */ bkup_deg_code?: Text
        /** 有效标志 */ vali_flag: Text
        /** 住院病案首页流水号 */ ipt_medcas_hmpg_sn: Text
        /** 就医流水号 */ mdtrt_sn: Text
        /** 定点医药机构编号 */ fixmedins_code?: Text
      }[]
      /** 手术信息 */ oprninfo?: {
        /** 手术操作日期 */ oprn_oprt_date?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作序列号 */ oprn_oprt_sn?: Text
        /** 手术级别代码 */ oprn_lv_code?: Text
        /** 手术级别名称 */ oprn_lv_name?: Text
        /** 手术者姓名 */ oper_name?: Text
        /** 助手Ⅰ姓名 */ asit_1_name?: Text
        /** 助手Ⅱ姓名 */ asit_name2?: Text
        /** 手术切口愈合等级 */ sinc_heal_lv?: Text
        /** 手术切口愈合等级代码 */ sinc_heal_lv_code?: Text
        /** 麻醉-方法名称 */ anst_mtd_name?: Text
        /** 麻醉-方法代码 */ anst_mtd_code?: Text
        /** 麻醉医师姓名 */ anst_dr_name?: Text
        /** 手术操作部位 */ oprn_oper_part?: Text
        /** 手术操作部位代码 */ oprn_oper_part_code?: Text
        /** 手术持续时间 */ oprn_con_time?: Text
        /** 麻醉分级名称 */ anst_lv_name?: Text
        /** 麻醉分级代码 */ anst_lv_code?: Text
        /** 手术患者类型 */ oprn_patn_type?: Text
        /** 手术患者类型代码 */ oprn_patn_type_code?: Text
        /** 主要手术标志 */ main_oprn_flag?: Text
        /** 麻醉ASA分级代码 */ anst_asa_lv_code?: Text
        /** 麻醉ASA分级名称 */ anst_asa_lv_name?: Text
        /** 麻醉药物代码 */ anst_medn_code?: Text
        /** 麻醉药物名称 */ anst_medn_name?: Text
        /** 麻醉药物剂量 */ anst_medn_dos?: Text
        /** 计量单位 */ unt?: Text
        /** 麻醉开始时间 */ anst_begntime?: Text
        /** 麻醉结束时间 */ anst_endtime?: Text
        /** 麻醉合并症代码 */ anst_copn_code?: Text
        /** 麻醉合并症名称 */ anst_copn_name?: Text
        /** 麻醉合并症描述 */ anst_copn_dscr?: Text
        /** 复苏室开始时间 */ pacu_begntime?: Text
        /** 复苏室结束时间 */ pacu_endtime?: Text
        /** 取消手术标志 */ canc_oprn_flag?: Text
        /** 有效标志 */ vali_flag: Text
        /** 住院病案首页流水号 */ ipt_medcas_hmpg_sn: Text
        /** 就医流水号 */ mdtrt_sn: Text
      }[]
      /** 重症监护信息 */ icuinfo?: {
        /** 重症监护室代码 */ icu_codeid?: Text
        /** 进入监护室时间 */ inpool_icu_time?: Text
        /** 退出监护室时间 */ out_icu_time?: Text
        /** 医疗机构组织机构代码 */ medins_orgcode?: Text
        /** 护理等级代码 */ nurscare_lv_code?: Text
        /** 护理等级名称 */ nurscare_lv_name?: Text
        /** 护理天数 */ nurscare_days?: number
        /** 重返重症监护室标志 */ back_icu?: Text
        /** 有效标志 */ vali_flag: Text
        /** 住院病案首页流水号 */ ipt_medcas_hmpg_sn: Text
        /** 就医流水号 */ mdtrt_sn: Text
        /** 定点医药机构编号 */ fixmedins_code?: Text
      }[]
    }
    output: Free
  }
  /** 住院医嘱记录 */
  '4402': {
    input: {
      /** 医嘱记录 */ data: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 住院床号 */ ipt_bedno?: Text
        /** 医嘱号 */ drord_no?: Text
        /** 下达科室代码 */ isu_dept_code?: Text
        /** 医嘱下达时间 */ drord_isu_no?: Text
        /** 执行科室代码 */ exe_dept_code?: Text
        /** 执行科室名称 */ exedept_name?: Text
        /** 医嘱审核人姓名 */ drord_chker_name?: Text
        /** 医嘱执行人姓名 */ drord_ptr_name?: Text
        /** 医嘱组号 */ drord_grpno?: Text
        /** 医嘱类别 */ drord_type?: Text
        /** 医嘱项目分类代码 */ drord_item_type?: Text
        /** 医嘱项目分类名称 */ drord_item_name?: Text
        /** 医嘱明细代码 */ drord_detl_code?: Text
        /** 医嘱明细名称 */ drord_detl_name?: Text
        /** 药物类型代码 */ medn_type_code?: Text
        /** 药物类型名称 */ medn_type_name?: Text
        /** 药品剂型 */ drug_dosform?: Text
        /** 药品剂型名称 */ drug_dosform_name?: Text
        /** 药品规格 */ drug_spec?: Text
        /** 发药数量 */ dismed_cnt?: number
        /** 发药数量单位 */ dismed_cnt_unt?: Text
        /** 药物使用-频率 */ medn_use_frqu?: Text
        /** 药物使用-剂量单位 */ medn_used_dosunt?: Text
        /** 药物使用-次剂量 */ drug_used_sdose?: number
        /** 药物使用-总剂量 */ drug_used_idose?: number
        /** 药物使用-途径代码 */ drug_used_way_code?: Text
        /** 药物使用-途径 */ drug_used_way?: Text
        /** 用药天数 */ medc_days?: number
        /** 用药开始时间 */ medc_begntime?: Text
        /** 用药停止时间 */ medc_endtime?: Text
        /** 皮试判别 */ skintst_dicm?: Text
        /** 草药脚注 */ tcmherb_foote?: Text
        /** 医嘱结束时间 */ drord_endtime?: Text
        /** 住院科室代码 */ ipt_dept_code?: Text
        /** 医疗机构组织机构代码 */ medins_orgcode?: Text
        /** 统一采购药品标志 */ unif_purc_drug_flag?: Text
        /** 药品管理平台代码 */ drug_mgt_plaf_code?: Text
        /** 药品采购代码 */ drug_purc_code?: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 有效标志 */ vali_flag: Text
        /** 病案医嘱明细id */ medcas_drord_detl_id: Text
      }[]
    }
    output: Free
  }
  /** 临床检查报告记录 */
  '4501': {
    input: {
      /** 检查记录 */ examinfo: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 申请单号 */ appy_no?: Text
        /** 申请单据名称 */ appy_doc_name?: Text
        /** 报告单号 */ rpotc_no?: Text
        /** 报告单类别代码 */ rpotc_type_code?: Text
        /** 检查报告单名称 */ exam_rpotc_name?: Text
        /** 检查日期 */ exam_date?: Text
        /** 报告日期 */ rpt_date?: Text
        /** 送检日期 */ cma_date?: Text
        /** 采样日期 */ sapl_date?: Text
        /** 标本号 */ spcm_no?: Text
        /** 标本名称 */ spcm_name?: Text
        /** 检查类别代码 */ exam_type_code?: Text
        /** 检查-项目代码 */ exam_item_code?: Text
        /** 检查-类别名称 */ exam_type_name?: Text
        /** 检查-项目名称 */ exam_item_name?: Text
        /** 院内检查-项目代码 */ inhosp_exam_item_code?: Text
        /** 院内检查-项目名称 */ inhosp_exam_item_name?: Text
        /** 检查部位 */ exam_part?: Text
        /** 检查结果阳性标志 */ exam_rslt_poit_flag?: Text
        /** 检查/检验结果异常标志 */ exam_rslt_abn?: Text
        /** 检查结论 */ exam_ccls?: Text
        /** 申请机构名称 */ appy_org_name?: Text
        /** 申请科室代码 */ appy_dept_code?: Text
        /** 检查科室代码 */ exam_dept_code?: Text
        /** 住院科室代码 */ ipt_dept_code?: Text
        /** 住院科室名称 */ ipt_dept_name?: Text
        /** 开单医生代码 */ bilg_dr_codg?: Text
        /** 开单医生姓名 */ bilg_dr_name?: Text
        /** 执行机构名称 */ exe_org_name?: Text
        /** 有效标志 */ vali_flag: Text
      }
      /** 项目信息 */ iteminfo?: {
        /** 申请单号 */ appy_no?: Text
        /** 报告单号 */ rpotc_no?: Text
        /** 检查-项目代码 */ exam_item_code?: Text
        /** 检查-项目名称 */ exam_item_name?: Text
        /** 院内检查-项目代码 */ inhosp_exam_item_code?: Text
        /** 院内检查-项目名称 */ inhosp_exam_item_name?: Text
        /** 检查费用 */ exam_charge?: number
      }[]
      /** 标本信息 */ sampleinfo?: {
        /** 报告单号 */ rpotc_no?: Text
        /** 申请单号 */ appy_no?: Text
        /** 采样日期 */ sapl_date?: Text
        /** 标本号 */ spcm_no?: Text
        /** 标本名称 */ spcm_name?: Text
      }[]
      /** 影像信息 */ imageinfo?: {
        /** 报告单号 */ rpotc_no: Text
        /** 全局唯一号 */ study_uid: Text
        /** 检查号 */ patient_id?: Text
        /** 患者姓名 */ patient_name?: Text
        /** 图像流水号 */ acession_no?: Text
        /** 检查时间 */ study_time?: Text
        /** 检查类型 */ modality?: Text
        /** 存储路径 */ store_path?: Text
        /** 序列数量 */ series_count?: number
        /** 图像数量 */ image_count?: number
      }[]
    }
    output: Free
  }
  /** 临床检验报告记录 */
  '4502': {
    input: {
      /** 检验信息 */ labinfo: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 申请单号 */ appy_no?: Text
        /** 申请机构代码 */ appy_org_code?: Text
        /** 申请机构名称 */ appy_org_name?: Text
        /** 开单医生代码 */ bilg_dr_codg?: Text
        /** 开单医生姓名 */ bilg_dr_name?: Text
        /** 检验机构代码 */ exam_org_code?: Text
        /** 检验机构名称 */ exam_org_name?: Text
        /** 申请科室代码 */ appy_dept_code?: Text
        /** 检查科室代码 */ exam_dept_code?: Text
        /** 检验方法 */ exam_mtd?: Text
        /** 报告单号 */ rpotc_no?: Text
        /** 检验-项目代码 */ exam_item_code?: Text
        /** 检验-项目名称 */ exam_item_name?: Text
        /** 院内检验-项目代码 */ inhosp_exam_item_code?: Text
        /** 院内检验-项目名称 */ inhosp_exam_item_name?: Text
        /** 报告日期 */ rpt_date?: Text
        /** 报告医师 */ rpot_doc?: Text
        /** 检查费用 */ exam_charge?: number
        /** 有效标志 */ vali_flag: Text
      }
      /** 项目信息 */ iteminfo?: {
        /** 报告单号 */ rpotc_no?: Text
        /** 申请单号 */ appy_no?: Text
        /** 检验方法 */ exam_mtd?: Text
        /** 参考值 */ ref_val?: Text
        /** 检验-计量单位 */ exam_unt?: Text
        /** 检验-结果(数值) */ exam_rslt_val?: number
        /** 检验-结果(定性) */ exam_rslt_dicm?: Text
        /** 检验-项目明细代码 */ exam_item_detl_code?: Text
        /** 检验-项目明细名称 */ exam_item_detl_name?: Text
        /** 检查/检验结果异常标识 */ exam_rslt_abn?: Text
      }[]
      /** 标本信息 */ sampleinfo?: {
        /** 报告单号 */ rpotc_no?: Text
        /** 申请单号 */ appy_no?: Text
        /** 采样日期 */ sapl_date?: Text
        /** 标本号 */ spcm_no?: Text
        /** 标本名称 */ spcm_name?: Text
      }[]
    }
    output: Free
  }
  /** 细菌培养报告记录 */
  '4503': {
    input: {
      /** 细菌培养报告 */ data: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 申请单号 */ appy_no?: Text
        /** 报告单号 */ rpotc_no?: Text
        /** 细菌代号 */ germ_code?: Text
        /** 细菌名称 */ germ_name?: Text
        /** 菌落计数 */ coly_cntg?: Text
        /** 培养基 */ clte_medm?: Text
        /** 培养时间 */ clte_time?: Text
        /** 培养条件 */ clte_cond?: Text
        /** 检验结果 */ exam_rslt?: Text
        /** 发现方式 */ fnd_way?: Text
        /** 检验机构名称 */ exam_org_name?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 药敏记录报告记录 */
  '4504': {
    input: {
      /** 药敏报告 */ data: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 申请单号 */ appy_no?: Text
        /** 报告单号 */ rpotc_no?: Text
        /** 细菌代号 */ germ_code?: Text
        /** 细菌名称 */ germ_name?: Text
        /** 药敏代码 */ sstb_code?: Text
        /** 药敏名称 */ sstb_name?: Text
        /** 抗药结果代码 */ reta_rslt_code?: Text
        /** 抗药结果 */ reta_rslt_name?: Text
        /** 参考值 */ ref_val?: Text
        /** 检验方法 */ exam_mtd?: Text
        /** 检验结果 */ exam_rslt?: Text
        /** 检验机构名称 */ exam_org_name?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 病理检查报告记录 */
  '4505': {
    input: {
      /** 病理报告 */ data: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 病理号 */ palg_no: Text
        /** 冰冻号 */ frez_no: Text
        /** 送检日期 */ cma_date: Text
        /** 报告日期 */ rpt_date: Text
        /** 送检材料 */ cma_matl: Text
        /** 临床诊断 */ clnc_diag: Text
        /** 检查所见 */ exam_fnd: Text
        /** 免疫组化 */ sabc: Text
        /** 病理诊断 */ palg_diag: Text
        /** 报告医师 */ rpot_doc: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 非结构化报告记录 */
  '4506': {
    input: {
      /** 非结构化报告 */ data: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 门诊/住院标志 */ otp_ipt_flag: Text
        /** 检查/检验标志 */ exam_test_flag: Text
        /** 申请号 */ appy_no: Text
        /** 文件名 */ file_name: Text
        /** 文件格式类型 */ file_formate?: Text
        /** 检查/检验报告 */ exam_test_rpot: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 输血信息 */
  '4601': {
    input: {
      /** 输血信息 */ data: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** ABO血型代码 */ abo_code?: Text
        /** Rh血型代码 */ rh_code?: Text
        /** 输血性质代码 */ bld_natu_code?: Text
        /** 输血ABO血型代码 */ bld_abo_code?: Text
        /** 输血Rh血型代码 */ bld_rh_code?: Text
        /** 输血品种代码 */ bld_cat_code?: Text
        /** 输血量 */ bld_amt?: number
        /** 输血量计量单位 */ bld_amt_unt?: Text
        /** 输血反应类型代码 */ bld_defs_type_code?: Text
        /** 输血次数 */ bld_cnt?: number
        /** 输血时间 */ bld_time?: Text
        /** 输血原因 */ bld_rea?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 护理操作生命体征测量记录 */
  '4602': {
    input: {
      /** 体征测量记录 */ data: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 科室代码 */ dept_code: Text
        /** 科室名称 */ dept_name: Text
        /** 病区名称 */ wardarea_name: Text
        /** 病床号 */ bedno: Text
        /** 诊断代码 */ diag_code: Text
        /** 入院时间 */ adm_time: Text
        /** 实际住院天数 */ act_ipt_days: number
        /** 手术后天数 */ afpn_days: number
        /** 记录日期时间 */ rcd_time: Text
        /** 呼吸频率（次/min） */ vent_frqu: number
        /** 使用呼吸机标志 */ use_vent_flag: Text
        /** 脉率（次/min） */ pule: number
        /** 起搏器心率（次/min） */ pat_heart_rate: number
        /** 体温（℃） */ tprt: number
        /** 收缩压（mmHg） */ systolic_pre: Text
        /** 舒张压（mmHg） */ dstl_pre: Text
        /** 体重（kg） */ wt: number
        /** 腹围（cm） */ abde: number
        /** 护理观察项目名称 */ nurscare_obsv_item_name: Text
        /** 护理观察结果 */ nurscare_obsv_rslt: Text
        /** 护士姓名 */ nurs_name: Text
        /** 签字时间 */ sign_time: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 电子病历上传 */
  '4701': {
    input: {
      /** 入院信息 */ adminfo: {
        /** 就医流水号 */ mdtrt_sn: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
        /** 住院号 */ mdtrtsn: Text
        /** 姓名 */ name: Text
        /** 性别 */ gend: Text
        /** 年龄 */ age?: number
        /** 入院记录流水号 */ adm_rec_no: Text
        /** 病区名称 */ wardarea_name: Text
        /** 科室代码 */ dept_code: Text
        /** 科室名称 */ dept_name: Text
        /** 病床号 */ bedno: Text
        /** 入院时间 */ adm_time: Text
        /** 病史陈述者姓名 */ illhis_stte_name: Text
        /** 陈述者与患者关系代码 */ illhis_stte_rltl: Text
        /** 陈述内容是否可靠标识 */ stte_rele: Text
        /** 主诉 */ chfcomp: Text
        /** 现病史 */ dise_now: Text
        /** 健康状况 */ hlcon: Text
        /** 疾病史（含外伤） */ dise_his: Text
        /** 患者传染性标志 */ ifet: Text
        /** 传染病史 */ ifet_his: Text
        /** 预防接种史 */ prev_vcnt: Text
        /** 手术史 */ oprn_his: Text
        /** 输血史 */ bld_his: Text
        /** 过敏史 */ algs_his: Text
        /** 个人史 */ psn_his: Text
        /** 婚育史 */ mrg_his: Text
        /** 月经史 */ mena_his: Text
        /** 家族史 */ fmhis: Text
        /** 体格检查-体温（℃） */ physexm_tprt: number
        /** 体格检查-脉率（次/min） */ physexm_pule: number
        /** 体格检查-呼吸频率 */ physexm_vent_frqu: Text
        /** 体格检查-收缩压（mmHg） */ physexm_systolic_pre: Text
        /** 体格检查-舒张压（mmHg） */ physexm_dstl_pre: Text
        /** 体格检查-身高（cm） */ physexm_height: number
        /** 体格检查-体重（kg） */ physexm_wt: number
        /** 体格检查-一般状况检查结果 */ physexm_ordn_stas: Text
        /** 体格检查-皮肤和黏膜检查结果 */ physexm_skin_musl: Text
        /** 体格检查-全身浅表淋巴结检查结果 */ physexm_spef_lymph: Text
        /** 体格检查-头部及其器官检查结果 */ physexm_head: Text
        /** 体格检查-颈部检查结果 */ physexm_neck: Text
        /** 体格检查-胸部检查结果 */ physexm_chst: Text
        /** 体格检查-腹部检查结果 */ physexm_abd: Text
        /** 体格检查-肛门指诊检查结果描述 */ physexm_finger_exam: Text
        /** 体格检查-外生殖器检查结果 */ physexm_genital_area: Text
        /** 体格检查-脊柱检查结果 */ physexm_spin: Text
        /** 体格检查-四肢检查结果 */ physexm_all_fors: Text
        /** 体格检查-神经系统检查结果 */ nersys: Text
        /** 专科情况 */ spcy_info: Text
        /** 辅助检查结果 */ asst_exam_rslt: Text
        /** 中医“四诊”观察结果描述 */ tcm4d_rslt?: Text
        /** 辨证分型代码 */ syddclft?: Text
        /** 辩证分型名称 */ syddclft_name?: Text
        /** 治则治法 */ prnp_trt?: Text
        /** 接诊医生编号 */ rec_doc_code: Text
        /** 接诊医生姓名 */ rec_doc_name: Text
        /** 住院医师编号 */ ipdr_code: Text
        /** 住院医师姓名 */ ipdr_name: Text
        /** 主任医师编号 */ chfdr_code: Text
        /** 主任医师姓名 */ chfdr_name: Text
        /** 主诊医师代码 */ chfpdr_code: Text
        /** 主诊医师姓名 */ chfpdr_name: Text
        /** 主要症状 */ main_symp: Text
        /** 入院原因 */ adm_rea: Text
        /** 入院途径 */ adm_way: Text
        /** 评分值(Apgar) */ apgr: Text
        /** 饮食情况 */ diet_info: Text
        /** 发育程度 */ growth_deg: Text
        /** 精神状态正常标志 */ mtl_stas_norm: Text
        /** 睡眠状况 */ slep_info: Text
        /** 特殊情况 */ sp_info: Text
        /** 心理状态 */ mind_info: Text
        /** 营养状态 */ nurt: Text
        /** 自理能力 */ self_ablt: Text
        /** 护理观察项目名称 */ nurscare_obsv_item_name: Text
        /** 护理观察结果 */ nurscare_obsv_rslt: Text
        /** 吸烟标志 */ smoke: Text
        /** 停止吸烟天数 */ stop_smok_days: number
        /** 吸烟状况 */ smok_info: Text
        /** 日吸烟量（支） */ smok_day: Text
        /** 饮酒标志 */ drnk: Text
        /** 饮酒频率 */ drnk_frqu: Text
        /** 日饮酒量（mL） */ drnk_day: number
        /** 评估日期时间 */ eval_time: Text
        /** 责任护士姓名 */ resp_nurs_name: Text
        /** 有效标志 */ vali_flag: Text
        /** 责任护士编码 */ resp_nurs_code?: Text
      }
      /** 诊断信息 */ diseinfo?: {
        /** 出入院诊断类别 */ inout_diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断序列号 */ diag_seq: number
        /** 诊断时间 */ diag_time: Text
        /** 西医诊断编码 */ wm_diag_code: Text
        /** 西医诊断名称 */ wm_diag_name: Text
        /** 中医病名代码 */ tcm_dise_code?: Text
        /** 中医病名 */ tcm_dise_name?: Text
        /** 中医证候代码 */ tcmsymp_code?: Text
        /** 中医证候 */ tcmsymp?: Text
        /** 有效标志 */ vali_flag: Text
        /** 就诊ID */ mdtrt_id?: Text
        /** 人员编号 */ psn_no?: Text
      }[]
      /** 病程记录 */ coursrinfo?: {
        /** 科室代码 */ dept_code: Text
        /** 科室名称 */ dept_name: Text
        /** 病区名称 */ wardarea_name: Text
        /** 病床号 */ bedno: Text
        /** 记录日期时间 */ rcd_time?: Text
        /** 主诉 */ chfcomp: Text
        /** 病例特点 */ cas_ftur: Text
        /** 中医“四诊”观察结果 */ tcm4d_rslt?: Text
        /** 诊断依据 */ dise_evid: Text
        /** 初步诊断-西医诊断编码 */ prel_wm_diag_code: Text
        /** 初步诊断-西医诊断名称 */ prel_wm_dise_name: Text
        /** 初步诊断-中医病名代码 */ prel_tcm_diag_code?: Text
        /** 初步诊断-中医病名 */ prel_tcm_dise_name?: Text
        /** 初步诊断-中医证候代码 */ prel_tcmsymp_code?: Text
        /** 初步诊断-中医证候 */ prel_tcmsymp?: Text
        /** 鉴别诊断-西医诊断编码 */ finl_wm_diag_code: Text
        /** 鉴别诊断-西医诊断名称 */ finl_wm_diag_name: Text
        /** 鉴别诊断-中医病名代码 */ finl_tcm_dise_code?: Text
        /** 鉴别诊断-中医病名 */ finl_tcm_dise_name?: Text
        /** 鉴别诊断-中医证候代码 */ finl_tcmsymp_code?: Text
        /** 鉴别诊断-中医证候 */ finl_tcmsymp?: Text
        /** 诊疗计划 */ dise_plan: Text
        /** 治则治法 */ prnp_trt?: Text
        /** 住院医师编号 */ ipdr_code: Text
        /** 住院医师姓名 */ ipdr_name: Text
        /** 上级医师姓名 */ prnt_doc_name: Text
        /** 有效标志 */ vali_flag: Text
        /** 病程记录编号 */ codse_rcd_id?: number
        /** 上级医师编码 */ prnt_doc_code?: Text
      }[]
      /** 手术信息 */ oprninfo?: {
        /** 手术申请单号 */ oprn_appy_id: Text
        /** 手术序列号 */ oprn_seq?: Text
        /** ABO血型代码 */ blotype_abo?: Text
        /** 手术日期 */ oprn_time: Text
        /** 手术分类代码 */ oprn_type_code: Text
        /** 手术分类名称 */ oprn_type_name?: Text
        /** 术前诊断代码 */ bfpn_diag_code?: Text
        /** 术前诊断名称 */ bfpn_oprn_diag_name?: Text
        /** 术前是否发生院内感染 */ bfpn_inhosp_ifet?: Text
        /** 术后诊断代码 */ afpn_diag_code?: Text
        /** 术后诊断名称 */ afpn_diag_name?: Text
        /** 手术切口愈合等级代码 */ sinc_heal_lv?: Text
        /** 手术切口愈合等级 */ sinc_heal_lv_code?: Text
        /** 是否重返手术（明确定义） */ back_oprn?: Text
        /** 是否择期 */ selv?: Text
        /** 是否预防使用抗菌药物 */ prev_abtl_medn?: Text
        /** 预防使用抗菌药物天数 */ abtl_medn_days?: Text
        /** 手术操作代码 */ oprn_oprt_code: Text
        /** 手术操作名称 */ oprn_oprt_name: Text
        /** 手术级别代码 */ oprn_lv_code?: Text
        /** 手术级别名称 */ oprn_lv_name?: Text
        /** 麻醉-方法代码 */ anst_mtd_code?: Text
        /** 麻醉-方法名称 */ anst_mtd_name?: Text
        /** 麻醉分级代码 */ anst_lv_code?: Text
        /** 麻醉分级名称 */ anst_lv_name?: Text
        /** 麻醉执行科室代码 */ exe_anst_dept_code?: Text
        /** 麻醉执行科室名称 */ exe_anst_dept_name?: Text
        /** 麻醉效果 */ anst_efft?: Text
        /** 手术开始时间 */ oprn_begntime: Text
        /** 手术结束时间 */ oprn_endtime: Text
        /** 是否无菌手术 */ oprn_asps?: Text
        /** 无菌手术是否感染 */ oprn_asps_ifet?: Text
        /** 手术后情况 */ afpn_info?: Text
        /** 是否手术合并症 */ oprn_merg?: Text
        /** 是否手术并发症 */ oprn_conc?: Text
        /** 手术执行科室代码 */ oprn_anst_dept_code?: Text
        /** 手术执行科室名称 */ oprn_anst_dept_name?: Text
        /** 病理检查 */ palg_dise?: Text
        /** 其他医学处置 */ oth_med_dspo?: Text
        /** 是否超出标准手术时间 */ out_std_oprn_time?: Text
        /** 手术者姓名 */ oprn_oper_name?: Text
        /** 助手I姓名 */ oprn_asit_name1?: Text
        /** 助手Ⅱ姓名 */ oprn_asit_name2?: Text
        /** 麻醉医师姓名 */ anst_dr_name?: Text
        /** 麻醉ASA分级代码 */ anst_asa_lv_code?: Text
        /** 麻醉ASA分级名称 */ anst_asa_lv_name?: Text
        /** 麻醉药物代码 */ anst_medn_code?: Text
        /** 麻醉药物名称 */ anst_medn_name?: Text
        /** 麻醉药物剂量 */ anst_medn_dos?: Text
        /** 计量单位 */ anst_dosunt?: Text
        /** 麻醉开始时间 */ anst_begntime?: Text
        /** 麻醉结束时间 */ anst_endtime?: Text
        /** 麻醉合并症代码 */ anst_merg_symp_code?: Text
        /** 麻醉合并症名称 */ anst_merg_symp?: Text
        /** 麻醉合并症描述 */ anst_merg_symp_dscr?: Text
        /** 入复苏室时间 */ pacu_begntime?: Text
        /** 出复苏室时间 */ pacu_endtime?: Text
        /** 是否择期手术 */ oprn_selv?: Text
        /** 是否择取消手术 */ canc_oprn?: Text
        /** 有效标志 */ vali_flag: Text
        /** 手术经过记录 */ oprn_prcs_rcd?: Text
        /** 手术者代码 */ oprn_oper_code?: Text
        /** 助手I代码 */ oprn_asit_code1?: Text
        /** 助手Ⅱ代码 */ oprn_asit_code2?: Text
        /** 麻醉医师代码 */ anst_dr_code?: Text
      }[]
      /** 抢救信息 */ rescinfo?: {
        /** 科室代码 */ dept: Text
        /** 科室名称 */ dept_name: Text
        /** 病区名称 */ wardarea_name: Text
        /** 病床号 */ bedno: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断代码 */ diag_code: Text
        /** 病情变化情况 */ cond_chg: Text
        /** 抢救措施 */ resc_mes: Text
        /** 手术操作代码 */ oprn_oprt_code: Text
        /** 手术操作名称 */ oprn_oprt_name: Text
        /** 手术及操作目标部位名称 */ oprn_oper_part: Text
        /** 介入物名称 */ itvt_name: Text
        /** 操作方法 */ oprt_mtd: Text
        /** 操作次数 */ oprt_cnt: number
        /** 抢救开始日期时间 */ resc_begntime: Text
        /** 抢救结束日期时间 */ resc_endtime: Text
        /** 检查/检验项目名称 */ dise_item_name: Text
        /** 检查/检验结果 */ dise_ccls: Text
        /** 检查/检验定量结果 */ dise_ccls_qunt: number
        /** 检查/检验结果代码 */ dise_ccls_code: Text
        /** 注意事项 */ mnan: Text
        /** 参加抢救人员名单 */ resc_psn_list: Text
        /** 专业技术职务类别代码 */ proftechttl_code: Text
        /** 医师编号 */ doc_code: Text
        /** 医师姓名 */ dr_name: Text
        /** 有效标志 */ vali_flag: Text
        /** 抢救记录编号 */ resc_id?: number
      }[]
      /** 死亡记录 */ dieinfo?: {
        /** 科室代码 */ dept: Text
        /** 科室名称 */ dept_name: Text
        /** 病区名称 */ wardarea_name: Text
        /** 病床号 */ bedno: Text
        /** 入院时间 */ adm_time: Text
        /** 入院诊断编码 */ adm_dise: Text
        /** 入院情况 */ adm_info: Text
        /** 诊疗过程描述 */ trt_proc_dscr: Text
        /** 死亡时间 */ die_time: Text
        /** 直接死亡原因名称 */ die_drt_rea: Text
        /** 直接死亡原因编码 */ die_drt_rea_code: Text
        /** 死亡诊断名称 */ die_dise_name: Text
        /** 死亡诊断编码 */ die_diag_code: Text
        /** 家属是否同意尸体解剖标志 */ agre_corp_dset: Text
        /** 住院医师姓名 */ ipdr_name: Text
        /** 主诊医师代码 */ chfpdr_code: Text
        /** 主诊医师姓名 */ chfpdr_name: Text
        /** 主任医师姓名 */ chfdr_name: Text
        /** 签字日期时间 */ sign_time: Text
        /** 有效标志 */ vali_flag: Text
        /** 住院医师代码 */ ipdr_code?: Text
        /** 主任医师代码 */ chfdr_code?: Text
      }[]
      /** 出院小结 */ dscginfo?: {
        /** 出院日期 */ dscg_date?: Text
        /** 入院诊断描述 */ adm_diag_dscr?: Text
        /** 出院诊断 */ dscg_dise_dscr?: Text
        /** 入院情况 */ adm_info?: Text
        /** 诊治经过及结果（含手术日期名称及结果） */ trt_proc_rslt_dscr?: Text
        /** 出院情况（含治疗效果） */ dscg_info?: Text
        /** 出院医嘱 */ dscg_drord?: Text
        /** 科别 */ caty?: Text
        /** 记录医师 */ rec_doc?: Text
        /** 主要药品名称 */ main_drug_name?: Text
        /** 其他重要信息 */ oth_imp_info?: Text
        /** 有效标志 */ vali_flag: Text
      }[]
    }
    output: Free
  }
  /** 科室信息查询 */
  '5101': {
    input: Free
    output: {
      /** 科室 */ feedetail?: {
        /** 医院科室编码 */ hosp_dept_codg: Text
        /** 医院科室名称 */ hosp_dept_name: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 简介 */ itro?: Text
        /** 科室负责人姓名 */ dept_resper_name: Text
        /** 科室负责人电话 */ dept_resper_tel: Text
        /** 科室医疗服务范围 */ dept_med_serv_scp?: Text
        /** 科别 */ caty: Text
        /** 科室成立日期 */ dept_estbdat?: Text
        /** 批准床位数量 */ aprv_bed_cnt?: number
        /** 医保认可床位数 */ hi_crtf_bed_cnt?: number
        /** 统筹区编号 */ poolarea_no?: Text
        /** 医师人数 */ dr_psncnt?: number
        /** 药师人数 */ phar_psncnt?: number
        /** 护士人数 */ nurs_psncnt?: number
        /** 技师人数 */ tecn_psncnt?: number
        /** 备注 */ memo?: Text
      }[]
    }
  }
  /** 医执人员信息查询 */
  '5102': {
    input: {
      /** 查询条件 */ data: {
        /** 执业人员分类 */ prac_psn_type: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 执业人员姓名 */ prac_psn_name?: Text
        /** 执业人员代码 */ prac_psn_code?: Text
      }
    }
    output: {
      /** 医执人员 */ feedetail?: {
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 执业人员自编号 */ prac_psn_no?: Text
        /** 执业人员代码 */ prac_psn_code: Text
        /** 执业人员姓名 */ prac_psn_name: Text
        /** 执业人员分类 */ prac_psn_type: Text
        /** 执业人员资格证书编码 */ prac_psn_cert?: Text
        /** 执业证书编号 */ prac_cert_no?: Text
        /** 医保医师标志 */ hi_dr_flag: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
        /** 变更原因 */ chg_rea?: Text
      }[]
    }
  }
  /** 就诊信息查询 */
  '5201': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime: Text
        /** 医疗类别 */ med_type: Text
        /** 就诊ID */ mdtrt_id?: Text
      }
    }
    output: {
      /** 就诊信息 */ mdtrtinfo?: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 联系人姓名 */ coner_name?: Text
        /** 联系电话 */ tel?: Text
        /** 险种类型 */ insutype: Text
        /** 人员类别 */ psn_type: Text
        /** 医疗救助对象标志 */ maf_psn_flag?: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 灵活就业标志 */ flxempe_flag?: Text
        /** 新生儿标志 */ nwb_flag?: Text
        /** 参保机构医保区划 */ insu_optins?: Text
        /** 单位名称 */ emp_name?: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 跨年度住院标志 */ ars_year_ipt_flag?: Text
        /** 先行支付标志 */ pre_pay_flag?: Text
        /** 住院/门诊号 */ ipt_otp_no?: Text
        /** 病历号 */ medrcdno?: Text
        /** 主治医生编码 */ atddr_no?: Text
        /** 主诊医师姓名 */ chfpdr_name?: Text
        /** 入院科室编码 */ adm_dept_codg?: Text
        /** 入院科室名称 */ adm_dept_name?: Text
        /** 入院床位 */ adm_bed?: Text
        /** 住院主诊断代码 */ dscg_maindiag_code?: Text
        /** 住院主诊断名称 */ dscg_maindiag_name?: Text
        /** 出院科室编码 */ dscg_dept_codg?: Text
        /** 出院科室名称 */ dscg_dept_name?: Text
        /** 出院床位 */ dscg_bed?: Text
        /** 离院方式 */ dscg_way?: Text
        /** 主要病情描述 */ main_cond_dscr?: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 手术操作代码 */ oprn_oprt_code?: Text
        /** 手术操作名称 */ oprn_oprt_name?: Text
        /** 门诊诊断信息 */ otp_diag_info?: Text
        /** 在院状态 */ inhosp_stas?: Text
        /** 死亡日期 */ die_date?: Text
        /** 住院天数 */ ipt_days?: number
        /** 计划生育服务证号 */ fpsc_no?: Text
        /** 生育类别 */ matn_type?: Text
        /** 计划生育手术类别 */ birctrl_type?: Text
        /** 晚育标志 */ latechb_flag?: Text
        /** 孕周数 */ geso_val?: number
        /** 胎次 */ fetts?: number
        /** 胎儿数 */ fetus_cnt?: number
        /** 早产标志 */ pret_flag?: Text
        /** 计划生育手术或生育日期 */ birctrl_matn_date?: Text
        /** 伴有并发症标志 */ cop_flag?: Text
        /** 经办人ID */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 备注 */ memo?: Text
      }[]
    }
  }
  /** 诊断信息查询 */
  '5202': {
    input: {
      /** 查询条件 */ data: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
      }
    }
    output: {
      /** 诊断信息 */ diseinfo?: {
        /** 诊断信息ID */ diag_info_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 出入院诊断类别 */ inout_diag_type: Text
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 入院病情 */ adm_cond?: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
        /** 经办人ID */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
      }[]
    }
  }
  /** 结算信息查询 */
  '5203': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
      }
    }
    output: {
      /** 结算信息 */ setlinfo: {
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 性别 */ gend: Text
        /** 民族 */ naty?: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age?: number
        /** 险种类型 */ insutype: Text
        /** 人员类别 */ psn_type: Text
        /** 公务员标志 */ cvlserv_flag: Text
        /** 灵活就业标志 */ flxempe_flag?: Text
        /** 新生儿标志 */ nwb_flag?: Text
        /** 参保机构医保区划 */ insu_optins?: Text
        /** 单位名称 */ emp_name?: Text
        /** 支付地点类别 */ pay_loc: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 医院等级 */ hosp_lv?: Text
        /** 定点归属机构 */ fixmedins_poolarea?: Text
        /** 限价医院等级 */ lmtpric_hosp_lv?: Text
        /** 起付线医院等级 */ dedc_hosp_lv?: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate: Text
        /** 结算时间 */ setl_time: Text
        /** 就诊凭证类型 */ mdtrt_cert_type?: Text
        /** 医疗类别 */ med_type: Text
        /** 清算类别 */ clr_type: Text
        /** 清算方式 */ clr_way?: Text
        /** 清算经办机构 */ clr_optins?: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 全自费金额 */ fulamt_ownpay_amt: number
        /** 超限价自费费用 */ overlmt_selfpay: number
        /** 先行自付金额 */ preselfpay_amt: number
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 实际支付起付线 */ act_pay_dedc: number
        /** 基本医疗保险统筹基金支出 */ hifp_pay: number
        /** 基本医疗保险统筹基金支付比例 */ pool_prop_selfpay: number
        /** 公务员医疗补助资金支出 */ cvlserv_pay: number
        /** 企业补充医疗保险基金支出 */ hifes_pay: number
        /** 居民大病保险资金支出 */ hifmi_pay: number
        /** 职工大额医疗费用补助基金支出 */ hifob_pay: number
        /** 医疗救助基金支出 */ maf_pay: number
        /** 其他支出 */ oth_pay: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人支付金额 */ psn_pay: number
        /** 个人账户支出 */ acct_pay: number
        /** 现金支付金额 */ cash_payamt: number
        /** 余额 */ balc: number
        /** 个人账户共济支付金额 */ acct_mulaid_pay: number
        /** 医药机构结算ID */ medins_setl_id: Text
        /** 退费结算标志 */ refd_setl_flag: Text
        /** 年度 */ year: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 发票号 */ invono?: Text
        /** 经办人ID */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
        /** 优抚对象基金支出 */ pref_fund_pay?: number
      }
      /** 基金分项信息 */ setldetail?: {
        /** 基金支付类型 */ fund_pay_type: Text
        /** 符合政策范围金额 */ inscp_scp_amt: number
        /** 本次可支付限额金额 */ crt_payb_lmt_amt?: number
        /** 基金支付金额 */ fund_payamt: number
        /** 基金支付类型名称 */ fund_pay_type_name?: Text
        /** 结算过程信息 */ setl_proc_info?: Text
      }[]
    }
  }
  /** 费用明细查询 */
  '5204': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 结算ID */ setl_id: Text
        /** 就诊ID */ mdtrt_id: Text
      }
    }
    output: {
      /** 就诊ID */ mdtrt_id: Text
      /** 结算ID */ setl_id: Text
      /** 费用明细流水号 */ feedetl_sn: Text
      /** 处方/医嘱号 */ rx_drord_no?: Text
      /** 医疗类别 */ med_type: Text
      /** 费用发生时间 */ fee_ocur_time: Text
      /** 数量 */ cnt: number
      /** 单价 */ pric: number
      /** 单次剂量描述 */ sin_dos_dscr?: Text
      /** 使用频次描述 */ used_frqu_dscr?: Text
      /** 周期天数 */ prd_days?: number
      /** 用药途径描述 */ medc_way_dscr?: Text
      /** 明细项目费用总额 */ det_item_fee_sumamt: number
      /** 定价上限金额 */ pric_uplmt_amt: number
      /** 自付比例 */ selfpay_prop?: number
      /** 全自费金额 */ fulamt_ownpay_amt?: number
      /** 超限价金额 */ overlmt_amt?: number
      /** 先行自付金额 */ preselfpay_amt?: number
      /** 符合政策范围金额 */ inscp_scp_amt?: number
      /** 收费项目等级 */ chrgitm_lv: Text
      /** 医保目录编码 */ hilist_code: Text
      /** 医保目录名称 */ hilist_name: Text
      /** 目录类别 */ list_type: Text
      /** 医疗目录编码 */ med_list_codg: Text
      /** 医药机构目录编码 */ medins_list_codg: Text
      /** 医药机构目录名称 */ medins_list_name: Text
      /** 医疗收费项目类别 */ med_chrgitm_type: Text
      /** 商品名 */ prodname?: Text
      /** 规格 */ spec?: Text
      /** 剂型名称 */ dosform_name: Text
      /** 开单科室编码 */ bilg_dept_codg?: Text
      /** 开单科室名称 */ bilg_dept_name?: Text
      /** 开单医生编码 */ bilg_dr_codg?: Text
      /** 开单医师姓名 */ bilg_dr_name?: Text
      /** 受单科室编码 */ acord_dept_codg?: Text
      /** 受单科室名称 */ acord_dept_name?: Text
      /** 受单医生编码 */ orders_dr_code?: Text
      /** 受单医生姓名 */ orders_dr_name?: Text
      /** 限制使用标志 */ lmt_used_flag?: Text
      /** 医院制剂标志 */ hosp_prep_flag?: Text
      /** 医院审批标志 */ hosp_appr_flag?: Text
      /** 中药使用方式 */ tcmdrug_used_way?: Text
      /** 生产地类别 */ prodplac_type?: Text
      /** 基本药物标志 */ bas_medn_flag?: Text
      /** 医保谈判药品标志 */ hi_nego_drug_flag?: Text
      /** 儿童用药标志 */ chld_medc_flag?: Text
      /** 外检标志 */ etip_flag?: Text
      /** 外检医院编码 */ etip_hosp_code?: Text
      /** 出院带药标志 */ dscg_tkdrug_flag?: Text
      /** 目录特项标志 */ list_sp_item_flag?: Text
      /** 生育费用标志 */ matn_fee_flag?: Text
      /** 直报标志 */ drt_reim_flag?: Text
      /** 备注 */ memo?: Text
      /** 经办人ID */ opter_id?: Text
      /** 经办人姓名 */ opter_name?: Text
      /** 经办时间 */ opt_time?: Text
    }[]
  }
  /** 人员慢特病用药记录查询 */
  '5205': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
      }
    }
    output: {
      /** 用药明细 */ feedetail?: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 处方/医嘱号 */ rx_drord_no?: Text
        /** 定点医药机构编号 */ fixmedins_code?: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 人员编号 */ psn_no: Text
        /** 医疗类别 */ med_type: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 收费项目等级 */ chrgitm_lv?: Text
        /** 医保目录编码 */ hilist_code: Text
        /** 医保目录名称 */ hilist_name: Text
        /** 目录类别 */ list_type: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 医药机构目录名称 */ medins_list_name: Text
        /** 医疗收费项目类别 */ med_chrgitm_type: Text
        /** 商品名 */ prodname?: Text
        /** 规格 */ spec: Text
        /** 剂型名称 */ dosform_name?: Text
        /** 限制使用标志 */ lmt_used_flag?: Text
        /** 医院制剂标志 */ hosp_prep_flag?: Text
        /** 医院审批标志 */ hosp_appr_flag?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
        /** 生产地类别 */ prodplac_type?: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 医保谈判药品标志 */ hi_nego_drug_flag?: Text
        /** 儿童用药标志 */ chld_medc_flag?: Text
        /** 外检标志 */ etip_flag?: Text
        /** 外检医院编码 */ etip_hosp_code?: Text
        /** 出院带药标志 */ dscg_tkdrug_flag?: Text
        /** 目录特项标志 */ list_sp_item_flag?: Text
        /** 生育费用标志 */ matn_fee_flag?: Text
      }[]
    }
  }
  /** 人员累计信息查询 */
  '5206': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 累计年月 */ cum_ym?: Text
      }
    }
    output: {
      /** 累计信息 */ cuminfo?: {
        /** 险种类型 */ insutype: Text
        /** 年度 */ year: Text
        /** 累计年月 */ cum_ym: Text
        /** 累计类别代码 */ cum_type_code: Text
        /** 累计值 */ cum: number
      }[]
    }
  }
  /** 人员慢特病备案查询 */
  '5301': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
      }
    }
    output: {
      /** 慢特病备案 */ feedetail?: {
        /** 门慢门特病种目录代码 */ opsp_dise_code: Text
        /** 门慢门特病种名称 */ opsp_dise_name: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 字段扩展 */ exp_content?: Text
      }[]
    }
  }
  /** 人员定点信息查询 */
  '5302': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 业务申请类型 */ biz_appy_type: Text
      }
    }
    output: {
      /** 定点信息 */ psnfixmedin?: {
        /** 人员编号 */ psn_no: Text
        /** 险种类型 */ insutype?: Text
        /** 定点排序号 */ fix_srt_no: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 定点医药机构名称 */ fixmedins_name: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 备注 */ memo?: Text
      }[]
    }
  }
  /** 在院信息查询 */
  '5303': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no?: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime: Text
      }
    }
    output: {
      /** 结果 */ data?: {
        /** 就诊ID */ mdtrt_id: Text
        /** 人员编号 */ psn_no: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend: Text
        /** 出生日期 */ brdy?: Text
        /** 年龄 */ age: number
        /** 险种类型 */ insutype: Text
        /** 开始日期 */ begndate: Text
        /** 医疗类别 */ med_type: Text
        /** 住院/门诊号 */ ipt_otp_no?: Text
        /** 异地标志 */ out_flag?: Text
      }[]
    }
  }
  /** 转院信息查询 */
  '5304': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 开始时间 */ begntime: Text
        /** 结束时间 */ endtime?: Text
      }
    }
    output: {
      /** 转院信息 */ refmedin?: {
        /** 险种类型 */ insutype: Text
        /** 申报来源 */ dcla_souc?: Text
        /** 人员编号 */ psn_no: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 性别 */ gend: Text
        /** 出生日期 */ brdy?: Text
        /** 联系电话 */ tel?: Text
        /** 联系地址 */ addr?: Text
        /** 参保机构医保区划 */ insu_optins?: Text
        /** 单位名称 */ emp_name?: Text
        /** 诊断代码 */ diag_code?: Text
        /** 诊断名称 */ diag_name?: Text
        /** 疾病病情描述 */ dise_cond_dscr?: Text
        /** 转往定点医药机构编号 */ reflin_medins_no?: Text
        /** 转往医院名称 */ reflin_medins_name: Text
        /** 异地标志 */ out_flag?: Text
        /** 转院日期 */ refl_date: Text
        /** 转院原因 */ refl_rea: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 医院同意转院标志 */ hosp_agre_refl_flag: Text
        /** 经办人ID */ opter_id?: Text
        /** 经办人姓名 */ opter_name?: Text
        /** 经办时间 */ opt_time?: Text
      }[]
    }
  }
  /** 项目互认信息查询 */
  '5401': {
    input: {
      /** 项目互认信息 */ bilgiteminfo: {
        /** 人员编号 */ psn_no: Text
        /** 检查机构代码 */ exam_org_code?: Text
        /** 检查机构名称 */ exam_org_name?: Text
        /** 检查-项目代码 */ exam_item_code?: Text
        /** 检查-项目名称 */ exam_item_name?: Text
      }
    }
    output: {
      /** 项目互认信息 */ bilgiteminfo?: {
        /** 人员编号 */ psn_no: Text
        /** 报告单号 */ rpotc_no: Text
        /** 报告日期 */ rpt_date?: Text
        /** 报告单类别代码 */ rpotc_type_code?: Text
        /** 机构编号 */ fixmedins_code?: Text
        /** 检查报告单名称 */ exam_rpotc_name?: Text
        /** 检查结果阳性标志 */ exam_rslt_poit_flag?: Text
        /** 检查/检验结果异常标志 */ exam_rslt_abn?: Text
        /** 检查结论 */ examCcls?: Text
        /** 执行机构名称 */ exe_org_name?: Text
      }[]
    }
  }
  /** 报告明细信息查询 */
  '5402': {
    input: {
      /** 报告查询条件 */ rptdetailinfo: {
        /** 人员编号 */ psn_no: Text
        /** 报告单号 */ rpotc_no: Text
        /** 机构编号 */ fixmedins_code: Text
      }
    }
    output: {
      /** 检查报告明细 */ checkreportdetails?: {
        /** 人员编号 */ psn_no: Text
        /** 报告单号 */ rpotc_no: Text
        /** 报告日期 */ rpt_date?: Text
        /** 报告单类别代码 */ rpotc_type_code?: Text
        /** 检查报告单名称 */ exam_rpotc_name?: Text
        /** 检查结果阳性标志 */ exam_rslt_poit_flag?: Text
        /** 检查异常标志 */ exam_rslt_abn?: Text
        /** 检查结论 */ exam_ccls?: Text
        /** 报告医师 */ bilgDrName?: Text
      }[]
      /** 检验报告 */ inspectionreportinformation?: {
        /** 人员编号 */ psn_no: Text
        /** 报告单号 */ rpotc_no?: Text
        /** 检验-项目代码 */ exam_item_code?: Text
        /** 检验-项目名称 */ exam_item_name?: Text
        /** 报告日期 */ rpt_date?: Text
        /** 报告医师 */ rpot_doc?: Text
      }[]
      /** 检验明细 */ inspectiondetails?: {
        /** 报告单号 */ rpotc_no?: Text
        /** 检验方法 */ exam_mtd?: Text
        /** 参考值 */ ref_val?: Text
        /** 检验-计量单位 */ exam_unt?: Text
        /** 检验-结果(数值) */ exam_rslt_val?: number
        /** 检验-结果(定性) */ exam_rslt_qual?: Text
        /** 检验-项目明细代码 */ exam_item_detl_code?: Text
        /** 检验-项目明细名称 */ exam_item_detl_name?: Text
        /** 检查/检验结果异常标识 */ exam_rslt_abn?: Text
      }[]
    }
  }
  /** 药店线上费用明细上传 */
  '6101': {
    input: {
      /** 线上购药信息 */ data: {
        /** 机构订单号 */ ord_no: Text
        /** 人员编号 */ psn_no: Text
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 人员姓名 */ psn_name: Text
        /** 开始时间 */ begntime: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 险种类型 */ insutype: Text
        /** 医疗类别 */ med_type: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 个人账户使用标志 */ acct_used_flag: Text
      }
      /** 购药明细 */ drugdetail: {
        /** 费用明细流水号 */ feedetl_sn: Text
        /** 处方号 */ rxno?: Text
        /** 外购处方标志 */ rx_circ_flag: Text
        /** 费用发生时间 */ fee_ocur_time: Text
        /** 医疗目录编码 */ med_list_codg: Text
        /** 医药机构目录编码 */ medins_list_codg: Text
        /** 明细项目费用总额 */ det_item_fee_sumamt: number
        /** 数量 */ cnt: number
        /** 单价 */ pric: number
        /** 单次剂量描述 */ sin_dos_dscr?: Text
        /** 使用频次描述 */ used_frqu_dscr?: Text
        /** 周期天数 */ prd_days?: number
        /** 用药途径描述 */ medc_way_dscr?: Text
        /** 开单医生编码 */ bilg_dr_codg?: Text
        /** 开单医师姓名 */ bilg_dr_name?: Text
        /** 中药使用方式 */ tcmdrug_used_way?: Text
      }[]
    }
    output: {
      /** 订单 */ data: {
        /** 医保订单号 */ hi_ord_no: Text
        /** 机构订单号 */ ord_no: Text
      }
    }
  }
  /** 订单确认 */
  '6201': {
    input: {
      /** 订单费用 */ data: {
        /** 医保订单号 */ hi_ord_no: Text
        /** 机构订单号 */ ord_no: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name: Text
        /** 险种类型 */ insutype: Text
        /** 医疗类别 */ med_type: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 下单时间 */ ord_time: Text
        /** 备注 */ memo?: Text
      }
    }
    output: {
      /** 确认结果 */ data: {
        /** 机构订单号 */ ord_no: Text
        /** 在线支付确认标志 */ onln_pay_cnfm_flag: Text
        /** 确认时间 */ cnfm_time: Text
        /** 备注 */ memo?: Text
      }
    }
  }
  /** 医保结算结果通知 */
  '6202': {
    input: {
      /** 结算结果 */ data: {
        /** 医保订单号 */ hi_ord_no: Text
        /** 机构订单号 */ ord_no: Text
        /** 定点医药机构编号 */ fixmedins_code: Text
        /** 人员编号 */ psn_no: Text
        /** 就诊ID */ mdtrt_id: Text
        /** 结算ID */ setl_id: Text
        /** 结算时间 */ setl_time: Text
        /** 医疗费总额 */ medfee_sumamt: number
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 退费结算标志 */ refd_setl_flag: Text
        /** 备注 */ memo?: Text
      }
    }
    output: {
      /** 接收结果 */ data: {
        /** 机构订单号 */ ord_no: Text
        /** 接收时间 */ recv_time: Text
      }
    }
  }
  /** 电子处方上传 */
  '7101': {
    input: {
      /** 处方信息 */ data: {
        /** 定点医疗机构处方编号 */ hosp_rxno: Text
        /** 续方的原处方编号 */ init_rxno?: Text
        /** 处方类别代码 */ rx_type_code: Text
        /** 开方时间 */ prsc_time: Text
        /** 药品数量（剂数） */ rx_drug_nums: number
        /** 处方整剂用法编号 */ rx_way_codg?: Text
        /** 处方整剂用法名称 */ rx_way_name?: Text
        /** 处方整剂频次编号 */ rx_freq_codg?: Text
        /** 处方整剂频次名称 */ rx_freq_name?: Text
        /** 处方整剂剂量单位 */ rx_dosunt?: Text
        /** 处方整剂单次剂量数 */ rx_doscnt?: number
        /** 处方整剂医嘱说明 */ rx_drord_dscr?: Text
        /** 处方有效天数 */ valid_days: number
        /** 有效截止时间 */ valid_end_time: Text
        /** 复用（多次）使用标志 */ rept_flag?: Text
        /** 最大使用次数 */ max_rept_cnt?: number
        /** 已使用次数 */ reptd_cnt?: number
        /** 使用最小间隔（天数） */ min_inrv_days?: number
        /** 开方医生电子签名信息 */ dr_sign_info?: Text
        /** 审方药师电子签名信息 */ phar_sign_info?: Text
        /** 定点医疗机构签章信息 */ fixmedins_sign_info?: Text
        /** 续方标志 */ rx_cotn_flag: Text
        /** 处方原件 */ rx_file: Text
        /** 外购处方标志 */ rx_circ_flag: Text
      }
      /** 处方明细 */ rxdrugdetail: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id?: Text
        /** 医疗机构制剂标志 */ hosp_prep_flag?: Text
        /** 处方项目分类代码 */ rx_item_type_code?: Text
        /** 处方项目分类名称 */ rx_item_type_name?: Text
        /** 中药类别名称 */ tcmdrug_type_name?: Text
        /** 中药类别代码 */ tcmdrug_type_code?: Text
        /** 草药脚注 */ tcmherb_foote?: Text
        /** 药物类型代码 */ medn_type_code?: Text
        /** 药物类型 */ medn_type_name?: Text
        /** 主要用药标志 */ main_medc_flag?: Text
        /** 加急标志 */ urgt_flag?: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 是否进口药品 */ imp_drug_flag?: Text
        /** 药品条形编码 */ prod_barc?: Text
        /** 药品商品名 */ drug_prodname?: Text
        /** 通用名编码 */ genname_codg?: Text
        /** 药品通用名 */ drug_genname: Text
        /** 化学名称 */ chemname?: Text
        /** 药品本位码 */ drugstdcode?: Text
        /** 药品剂型 */ drug_dosform: Text
        /** 药品规格 */ drug_spec: Text
        /** 生产厂家 */ prdr_name?: Text
        /** 药品单价 */ drug_pric?: number
        /** 药品数量 */ drug_cnt: number
        /** 药品数量单位 */ drug_cnt_unit: Text
        /** 药品总金额 */ drug_sumamt?: number
        /** 用药途径代码 */ medc_way_codg: Text
        /** 用药途径描述 */ medc_way_dscr: Text
        /** 用药开始时间 */ medc_starttime: Text
        /** 用药结束时间 */ medc_endtime: Text
        /** 用药天数 */ medc_days: number
        /** 药品剂量单位 */ drug_dosunt?: Text
        /** 单次用量 */ sin_doscnt?: number
        /** 单次剂量单位 */ sin_dosunt?: Text
        /** 使用频次编码 */ used_frqu_codg?: Text
        /** 使用频次名称 */ used_frqu_name?: Text
        /** 用药总量 */ drug_totlnt?: Text
        /** 用药总量单位 */ drug_totlnt_emp?: Text
        /** 病种编码 */ dise_codg?: Text
      }[]
      /** 就诊信息 */ mdtrtinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 医疗类别 */ med_type: Text
        /** 住院/门诊号 */ ipt_op_no: Text
        /** 人员编号 */ psn_no: Text
        /** 患者姓名 */ patn_name: Text
        /** 年龄 */ age: number
        /** 患者身高 */ patn_ht?: number
        /** 患者体重 */ patn_wt?: number
        /** 性别 */ gend: Text
        /** 妊娠(孕周) */ geso_val?: number
        /** 新生儿标志 */ nwb_flag?: Text
        /** 新生儿日、月龄 */ nwb_age?: Text
        /** 哺乳期标志 */ suck_prd_flag?: Text
        /** 过敏史 */ algs_his?: Text
        /** 参保地医保区划 */ insuplc_admdvs: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 险种类型 */ insutype: Text
        /** 开方科室名称 */ prsc_dept_name: Text
        /** 开方科室编号 */ prsc_dept_code: Text
        /** 开方医师姓名 */ prsc_dr_name: Text
        /** 开方医师证件类型 */ prsc_dr_cert_type?: Text
        /** 开方医师证件号码 */ prsc_dr_certno?: Text
        /** 医生职称编码 */ dr_profttl_codg?: Text
        /** 医生职称名称 */ dr_profttl_name?: Text
        /** 药师证件类型 */ phar_cert_type?: Text
        /** 药师证件号码 */ phar_certno?: Text
        /** 药师姓名 */ phar_name: Text
        /** 药师执业资格证号 */ phar_prac_cert_no?: Text
        /** 医疗机构药师审方时间 */ phar_chk_time: Text
        /** 就诊时间 */ mdtrt_time: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 特殊病种标志 */ sp_dise_flag: Text
        /** 主诊断代码 */ diag_code: Text
        /** 主诊断名称 */ diag_name: Text
        /** 疾病病情描述 */ dise_cond_dscr?: Text
        /** 医保费用结算类型 */ hi_feesetl_type?: Text
        /** 医保费用类别名称 */ hi_feesetl_name?: Text
        /** 挂号费 */ rgst_fee: number
        /** 医疗费总额 */ medfee_sumamt?: number
        /** 是否初诊 */ fstdiag?: Text
      }[]
      /** 诊断信息 */ diseinfo: {
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
      }[]
    }
    output: {
      /** 上传结果 */ data: {
        /** 医保处方编号 */ hi_rxno: Text
      }
    }
  }
  /** 处方审核结果反馈 */
  '7102': {
    input: {
      /** 审核结果 */ data: {
        /** 医保处方编号 */ hi_rxno: Text
        /** 医药机构名称（审方） */ fixmedins_name: Text
        /** 医药机构编号（审方） */ fixmedins_code: Text
        /** 药师证件类型 */ phar_cert_type?: Text
        /** 药师证件号码 */ phar_certno?: Text
        /** 药师姓名 */ phar_name: Text
        /** 药师执业资格证号 */ phar_prac_cert_no?: Text
        /** 复核药师证件类型 */ rchk_phar_cert_type?: Text
        /** 复核药师证件编号 */ rchk_phar_certno: Text
        /** 复核药师姓名 */ rchk_phar_name: Text
        /** 处方审核状态代码 */ rx_chk_stas_codg: Text
        /** 处方审核意见 */ rx_chk_opnn?: Text
        /** 处方审核时间 */ rx_chk_time: Text
      }
    }
    output: Free
  }
  /** 处方购药结果反馈 */
  '7103': {
    input: {
      /** 购药结算 */ data: {
        /** 医保处方编号 */ hi_rxno: Text
        /** 基金支付总额 */ fund_pay_sumamt: number
        /** 个人负担总金额 */ psn_part_amt: number
        /** 个人账户支出 */ acct_pay: number
        /** 个人现金支出 */ psn_cash_pay: number
        /** 结算时间 */ setl_time: Text
      }
      /** 购药明细 */ seltdelts: {
        /** 医药机构药品编号 */ medins_drug_no?: Text
        /** 通用名 */ drug_genname?: Text
        /** 药品商品名 */ drug_prodname?: Text
        /** 剂型 */ drug_dosform: Text
        /** 规格 */ drug_spec: Text
        /** 数量 */ drug_totlcnt: number
        /** 批准文号 */ aprvno?: Text
        /** 批次号 */ bchno?: Text
        /** 定点医药机构编号(结算) */ fixmedins_code: Text
        /** 定点医药机构名称(结算) */ fixmedins_name: Text
        /** 生产批号 */ manu_lot_num?: Text
        /** 生产厂家 */ prdr_name: Text
        /** 单价 */ pric: number
        /** 总计单位 */ total_unit: Text
        /** 合计金额 */ sumamt: number
      }[]
    }
    output: Free
  }
  /** 电子处方撤销 */
  '7104': {
    input: {
      /** 撤销信息 */ data: {
        /** 医保处方编号 */ hi_rxno: Text
        /** 撤销医师姓名 */ prsc_dr_name: Text
        /** 撤销医师证件类型 */ undo_dr_cert_type?: Text
        /** 撤销医师证件号码 */ undo_dr_certno: Text
        /** 撤销原因描述 */ undo_rea: Text
        /** 撤销时间 */ undo_time: Text
      }
    }
    output: Free
  }
  /** 处方二维码解析 */
  '7201': {
    input: {
      /** 解析条件 */ data: {
        /** 应用渠道ID */ app_chnl_id: Text
        /** 应用渠道用户ID */ app_chnl_user_id: Text
        /** 授权码 */ auth_code?: Text
        /** 终端信息 */ dev_info: Text
        /** 电子处方二维码值 */ epc_qrcd: Text
        /** 终端IP */ ip_info: Text
        /** 操作人ID */ opter: Text
        /** 操作人姓名 */ opter_name: Text
        /** 操作机构 */ optins: Text
      }
    }
    output: {
      /** 解析结果 */ data: {
        /** 电子处方令牌 */ epc_token: Text
        /** 证件类型 */ cert_type: Text
        /** 用户姓名 */ name: Text
        /** 证件号码 */ certno: Text
        /** 参保地医保区划 */ insuplc_admdvs: Text
      }
    }
  }
  /** 电子处方查询 */
  '7202': {
    input: {
      /** 查询条件 */ data: {
        /** 就诊凭证类型 */ mdtrt_cert_type: Text
        /** 就诊凭证编号 */ mdtrt_cert_no: Text
        /** 卡识别码 */ card_sn?: Text
        /** 参保地医保区划 */ insuplc_admdvs: Text
        /** 终端IP */ ip_info: Text
        /** 操作人ID */ opter: Text
        /** 操作人姓名 */ opter_name: Text
        /** 操作机构 */ optins: Text
      }
    }
    output: {
      /** 待用处方 */ data?: {
        /** 医保处方授权编号 */ auth_rxno: Text
        /** 主诊断名称 */ diag_name: Text
        /** 定点医疗机构编号 */ fixmedins_code: Text
        /** 定点医疗机构名称 */ fixmedins_name: Text
        /** 开方时间 */ prsc_time: Text
        /** 科室名称 */ dept_name: Text
        /** 有效截止时间 */ valid_end_time: Text
      }[]
    }
  }
  /** 电子处方下载 */
  '7203': {
    input: {
      /** 下载条件 */ data: {
        /** 电子处方令牌 */ epc_token?: Text
        /** 医保处方授权编号 */ auth_rxno?: Text
        /** 参保地医保区划 */ insuplc_admdvs: Text
      }
    }
    output: {
      /** 处方信息 */ data: {
        /** 医保处方编号 */ hi_rxno: Text
        /** 定点医疗机构编号 */ fixmedins_code: Text
        /** 定点医疗机构名称 */ fixmedins_name: Text
        /** 开方时间 */ prsc_time: Text
        /** 药品数量（剂数） */ rx_drug_nums: number
        /** 处方整剂用法编号 */ rx_way_codg?: Text
        /** 处方整剂用法名称 */ rx_way_name?: Text
        /** 处方整剂频次编号 */ rx_freq_codg?: Text
        /** 处方整剂频次名称 */ rx_freq_name?: Text
        /** 处方整剂剂量单位 */ rx_dosunt?: Text
        /** 处方整剂单次剂量数 */ rx_doscnt?: number
        /** 处方整剂医嘱说明 */ rx_drord_dscr?: Text
        /** 处方有效天数 */ valid_days: number
        /** 有效截止时间 */ valid_end_time: Text
        /** 复用（多次）使用标志 */ rept_flag: Text
        /** 最大复用次数 */ max_rept_cnt?: number
        /** 已复用次数 */ reptd_cnt?: number
        /** 使用最小间隔（天数） */ min_inrv_days?: number
        /** 处方原件 */ rx_file: Text
      }
      /** 处方明细 */ rxdrugdetail: {
        /** 医疗目录编码 */ med_list_codg: Text
        /** 定点医药机构目录编号 */ fixmedins_hilist_id?: Text
        /** 医疗机构制剂标志 */ hosp_prep_flag?: Text
        /** 处方项目分类代码 */ rx_item_type_code?: Text
        /** 处方项目分类名称 */ rx_item_type_name?: Text
        /** 中药类别名称 */ tcmdrug_type_name?: Text
        /** 中药类别代码 */ tcmdrug_type_code?: Text
        /** 草药脚注 */ tcmherb_foote?: Text
        /** 药物类型代码 */ medn_type_code?: Text
        /** 药物类型 */ medn_type_name?: Text
        /** 主要用药标志 */ main_medc_flag?: Text
        /** 加急标志 */ urgt_flag?: Text
        /** 基本药物标志 */ bas_medn_flag?: Text
        /** 是否进口药品 */ imp_drug_flag?: Text
        /** 药品条形编码 */ prod_barc?: Text
        /** 药品商品名 */ drug_prodname: Text
        /** 通用名编码 */ genname_codg?: Text
        /** 药品通用名 */ drug_genname: Text
        /** 化学名称 */ chemname?: Text
        /** 药品本位码 */ drugstdcode?: Text
        /** 药品剂型 */ drug_dosform: Text
        /** 药品规格 */ drug_spec: Text
        /** 生产厂家 */ prdr_name?: Text
        /** 药品单价 */ drug_pric?: number
        /** 药品数量 */ drug_cnt: number
        /** 药品数量单位 */ drug_cnt_unit: Text
        /** 药品总金额 */ drug_sumamt?: number
        /** 用药途径代码 */ medc_way_codg: Text
        /** 用药途径描述 */ medc_way_dscr: Text
        /** 用药开始时间 */ medc_starttime: Text
        /** 用药结束时间 */ medc_endtime: Text
        /** 用药天数 */ medc_days: number
        /** 药品剂量单位 */ drug_dosunt?: Text
        /** 单次用量 */ sin_doscnt?: number
        /** 单次剂量单位 */ sin_dosunt?: Text
        /** 使用频次编码 */ used_frqu_codg?: Text
        /** 使用频次名称 */ used_frqu_name?: Text
        /** 用药总量 */ drug_totlnt?: Text
        /** 用药总量单位 */ drug_totlnt_emp?: Text
        /** 病种编码 */ dise_codg?: Text
      }[]
      /** 就诊信息 */ mdtrtinfo: {
        /** 就诊ID */ mdtrt_id: Text
        /** 医疗类别 */ med_type: Text
        /** 住院/门诊号 */ ipt_op_no: Text
        /** 人员编号 */ psn_no: Text
        /** 患者姓名 */ patn_name: Text
        /** 年龄 */ age: number
        /** 患者身高 */ patn_ht?: number
        /** 患者体重 */ patn_wt?: number
        /** 性别 */ gend: Text
        /** 妊娠(孕周) */ geso_val?: number
        /** 新生儿标志 */ nwb_flag?: Text
        /** 新生儿日、月龄 */ nwb_age?: Text
        /** 哺乳期标志 */ suck_prd_flag?: Text
        /** 过敏史 */ algs_his?: Text
        /** 参保地医保区划 */ insuplc_admdvs: Text
        /** 人员证件类型 */ psn_cert_type: Text
        /** 证件号码 */ certno: Text
        /** 险种类型 */ insutype: Text
        /** 开方科室名称 */ prsc_dept_name: Text
        /** 开方科室编号 */ prsc_dept_code: Text
        /** 开方医师姓名 */ prsc_dr_name: Text
        /** 药师姓名 */ phar_name: Text
        /** 医疗机构药师审方时间 */ phar_chk_time: Text
        /** 就诊时间 */ mdtrt_time: Text
        /** 病种编码 */ dise_codg?: Text
        /** 病种名称 */ dise_name?: Text
        /** 特殊病种标志 */ sp_dise_flag: Text
        /** 主诊断代码 */ diag_code: Text
        /** 主诊断名称 */ diag_name: Text
        /** 疾病病情描述 */ dise_cond_dscr?: Text
        /** 是否初诊 */ fstdiag?: Text
      }
      /** 诊断信息 */ diseinfo: {
        /** 诊断类别 */ diag_type: Text
        /** 主诊断标志 */ maindiag_flag: Text
        /** 诊断排序号 */ diag_srt_no: number
        /** 诊断代码 */ diag_code: Text
        /** 诊断名称 */ diag_name: Text
        /** 诊断科室 */ diag_dept: Text
        /** 诊断医生编码 */ dise_dor_no: Text
        /** 诊断医生姓名 */ dise_dor_name: Text
        /** 诊断时间 */ diag_time: Text
      }[]
    }
  }
  /** 电子处方审核 */
  '7204': {
    input: {
      /** 审核信息 */ data: {
        /** 医保处方编号 */ hi_rxno: Text
        /** 药师证件类型 */ phar_cert_type: Text
        /** 药师证件号码 */ phar_certno: Text
        /** 药师姓名 */ phar_name: Text
        /** 药师执业资格证号 */ phar_prac_cert_no?: Text
        /** 执业药师签名 */ phar_sign_info?: Text
        /** 复核药师证件类型 */ rchk_phar_cert_type?: Text
        /** 复核药师证件编号 */ rchk_phar_certno: Text
        /** 复核药师姓名 */ rchk_phar_name: Text
        /** 处方审核意见 */ rx_chk_opnn: Text
        /** 处方审核状态代码 */ rx_chk_stas_codg: Text
        /** 处方审核时间 */ rx_chk_time: Text
        /** 审方附件 */ rx_chk_file?: Text
      }
    }
    output: Free
  }
  /** 配送信息上传 */
  '7205': {
    input: {
      /** 配送信息 */ data: {
        /** 医保处方编号 */ hi_rxno: Text
        /** 配送业务编号 */ delv_no?: Text
        /** 配送地址 */ delv_addr?: Text
        /** 配送距离 */ delv_dist?: number
        /** 配送企业编码 */ delv_entp_no?: Text
        /** 配送企业名称 */ delv_entp_name: Text
        /** 配送员证件类型 */ delver_cert_type?: Text
        /** 配送员证件编号 */ delver_certno?: Text
        /** 配送员姓名 */ delver_name?: Text
        /** 配送员电话 */ delver_tel?: Text
        /** 状态编码 */ delv_stas_codg: Text
        /** 状态名称 */ delv_stas_name: Text
        /** 状态描述 */ delv_stas_dscr?: Text
        /** 状态变更时间 */ delv_stas_time?: Text
        /** 配送员当前经度 */ delver_lng?: Text
        /** 配送员当前纬度 */ delver_lat?: Text
        /** 配送员经纬度编码类型 */ delver_geo_type?: Text
      }
    }
    output: Free
  }
  /** 签到 */
  '9001': {
    input: {
      /** 签到 */ signIn: {
        /** 操作员编号 */ opter_no: Text
        /** 签到MAC地址 */ mac: Text
        /** 签到IP地址 */ ip: Text
      }
    }
    output: {
      /** 签到结果 */ signinoutb: {
        /** 签到时间 */ sign_time: Text
        /** 签到编号 */ sign_no: Text
      }
    }
  }
  /** 签退 */
  '9002': {
    input: {
      /** 签退 */ signOut: {
        /** 签到编号 */ sign_no: Text
        /** 操作员编号 */ opter_no: Text
      }
    }
    output: {
      /** 签退时间 */ sign_time: Text
    }
  }
  /** 文件上传 */
  '9101': {
    input: {
      /** 上传文件 */ fsUploadIn: {
        /** 文件数据 */ in: Text | number[]
        /** 文件名 */ filename: Text
        /** 医药机构编号 */ fixmedins_code: Text
      }
    }
    output: {
      /** 文件查询号 */ file_qury_no: Text
      /** 文件名 */ filename: Text
      /** 医药机构编号 */ fixmedins_code: Text
      /** 截止时间 */ dld_endtime?: Text
    }
  }
  /** 文件下载 */
  '9102': {
    input: {
      /** 下载条件 */ fsDownloadIn: {
        /** 文件查询号 */ file_qury_no: Text
        /** 文件名 */ filename: Text
        /** 医药机构编号 */ fixmedins_code: Text
      }
    }
    output: {
      /** 文件字节流 */ body: Text | number[]
    }
  }
  /** 门慢门特认定资格信息查询 */
  '9903': {
    input: {
      /** 查询条件 */ data: {
        /** 人员编号 */ psn_no: Text
        /** 人员证件类型 */ psn_cert_type?: Text
        /** 证件号码 */ certno?: Text
        /** 人员姓名 */ psn_name?: Text
        /** 险种类型 */ insutype?: Text
        /** 门慢门特病种目录代码 */ opsp_dise_code?: Text
      }
    }
    output: {
      /** 认定资格 */ data?: {
        /** 人员编号 */ psn_no: Text
        /** 人员姓名 */ psn_name?: Text
        /** 险种类型 */ insutype?: Text
        /** 医疗类别 */ med_type?: Text
        /** 门慢门特病种目录代码 */ opsp_dise_code: Text
        /** 门慢门特病种名称 */ opsp_dise_name: Text
        /** 待遇申报明细流水号 */ trt_dcla_detl_sn?: Text
        /** 鉴定定点医药机构编号 */ ide_fixmedins_no?: Text
        /** 鉴定定点医药机构名称 */ ide_fixmedins_name?: Text
        /** 医院鉴定日期 */ hosp_ide_date?: Text
        /** 开始日期 */ begndate: Text
        /** 结束日期 */ enddate?: Text
        /** 有效标志 */ vali_flag?: Text
        /** 备注 */ memo?: Text
      }[]
    }
  }
}

export type NhsaCode = keyof Nhsa
