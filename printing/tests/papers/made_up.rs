//! A made-up application to print, as it is after its first submission, and a very long one.

use chrono::{DateTime, NaiveDate, Utc};
use printing::Form;
use shared::api::{ApplicationOut, AttachmentOut, InsuredRecord, ReviewReason};
use shared::application::{ApplicationForm, DeemedPeriodIn, SpecialPeriodIn, Status};
use shared::identity::{DocumentType, Sex};
use shared::retirement::Month;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

pub(crate) fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

pub(crate) fn file(kind: &str, pages: u32) -> AttachmentOut {
    AttachmentOut {
        id: format!("{kind}{pages}"),
        kind: kind.into(),
        file_name: "IMG_0001.jpg".into(),
        media_type: "image/jpeg".into(),
        bytes: 1,
        pages,
        width: 1,
        height: 1,
        faults: Vec::new(),
        override_reason: String::new(),
        uploaded_at: DateTime::default(),
        uploaded_by: "李思雨".into(),
    }
}

/// A complete application of somebody who does not exist, after its first submission.
pub(crate) fn form() -> Form {
    let record = InsuredRecord {
        name: "王建国".into(),
        sex: Sex::Male,
        birth_date: day("1965-12-01"),
        personal_number: "2200001234567".into(),
        first_insured_month: month("1986-03"),
        account_opened_month: month("1995-07"),
        paid_months: 376,
        bank: Some("中国工商银行长春红旗街支行".into()),
        card_number: Some("6222024200011223344".into()),
        region: Some("220100".into()),
        average_index: Some(1.2),
        account_balance: Some(189_789.05),
        fetched_at: moment("2026-11-02T01:00:00Z"),
    };
    let typed = ApplicationForm {
        mobile: "13800431234".into(),
        archive_birth_date: "1965-11-28".into(),
        archive_birth_reason: "1983年招工登记表记载为1965年11月28日，身份证换发时按农历登记，附该页复印件。".into(),
        category: "male".into(),
        post: "钳工".into(),
        work_start_month: "1982-10".into(),
        choice: "flexible_late".into(),
        chosen_month: "2026-12".into(),
        notice_date: "2026-10-08".into(),
        card_wrong: true,
        bank: "中国建设银行长春人民广场支行".into(),
        card_number: "6217000940001234567".into(),
        deemed_periods: vec![
            DeemedPeriodIn {
                from: "1982-10".into(),
                to: "1988-06".into(),
                employer: "长春市第一机床厂".into(),
                interruption_months: String::new(),
            },
            DeemedPeriodIn {
                from: "1988-07".into(),
                to: "1995-06".into(),
                employer: "吉林省东北轻型车辆制造有限责任公司（原长春市轻型车厂）".into(),
                interruption_months: "3".into(),
            },
        ],
        special_periods: vec![SpecialPeriodIn {
            from: "1996-01".into(),
            to: "2004-12".into(),
            employer: "长春钢铁集团炼钢分厂".into(),
            work_kind: "high_temperature".into(),
            job_title: "炼钢工".into(),
        }],
        remarks: "本人现住外地，审核时请先打联系电话。\n档案原件存放在区人才交流中心。".into(),
    };
    let application = ApplicationOut {
        id: "a1".into(),
        enterprise_id: "91220101571145270J".into(),
        enterprise_name: "长春市宏远机械制造有限公司".into(),
        status: Status::Submitted,
        refiling: false,
        revision: 7,
        name: "王建国".into(),
        document_type: DocumentType::ResidentId,
        document_number: shared::identity::made_up::resident_id(220_100, day("1965-12-01"), 101),
        record,
        form: typed,
        actions: Vec::new(),
        retirement_month: Some(month("2026-12")),
        attachments: vec![
            file("id_card_front", 1),
            file("id_card_back", 1),
            file("personnel_archive", 12),
            file("personnel_archive", 1),
            file("approval_form", 2),
            file("social_security_card_front", 1),
            file("deemed_contribution_proof", 3),
        ],
        reasons: Vec::new(),
        receipt_number: None,
        submissions: 1,
        submitted_at: Some(moment("2026-11-02T06:45:00Z")),
        created_at: moment("2026-11-02T01:05:00Z"),
        created_by: "李思雨".into(),
        updated_at: moment("2026-11-02T06:45:00Z"),
        updated_by: "李思雨".into(),
    };
    Form {
        application,
        receipt_number: "TX20261102K7M4QD".into(),
        decided_at: None,
        verify_url: "https://zwfw.example.gov.cn/verify/TX20261102K7M4QD?d=8f14e45fceea167a5a36dedd4bea2543".into(),
        printed_on: day("2026-11-27"),
    }
}

/// The same with sixty rows, sent back for two reasons.
pub(crate) fn long_form() -> Form {
    let mut form = form();
    let typed = &mut form.application.form;
    typed.deemed_periods = (0..40)
        .map(|row| DeemedPeriodIn {
            from: format!("{}-01", 1950 + row),
            to: format!("{}-12", 1950 + row),
            employer: if row % 7 == 3 {
                format!("吉林省第{row}建筑安装工程总公司设备租赁与机械施工分公司第二项目经理部")
            } else {
                format!("长春市第{row}机械厂")
            },
            interruption_months: if row % 5 == 0 { "2".into() } else { String::new() },
        })
        .collect();
    typed.special_periods = (0..20)
        .map(|row| SpecialPeriodIn {
            from: format!("{}-02", 1996 + row),
            to: format!("{}-01", 1997 + row),
            employer: format!("长春钢铁集团第{row}分厂"),
            work_kind: "other_harmful".into(),
            job_title: format!("工种{row}"),
        })
        .collect();
    form.application.status = Status::CorrectionRequested;
    form.application.submissions = 2;
    form.application.reasons = vec![
        ReviewReason {
            code: String::new(),
            field: "deemed_periods[3].to".into(),
            text: "与档案记载的调离时间不一致，请核对。".into(),
            attachment: None,
        },
        ReviewReason {
            code: String::new(),
            field: "materials.personnel_archive".into(),
            text: "第4页看不清，请重新拍摄。".into(),
            attachment: None,
        },
    ];
    form
}
