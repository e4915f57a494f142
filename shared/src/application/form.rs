//! The form of an application as typed: what is kept of a draft, valid or not yet.

use serde::{Deserialize, Serialize};

use crate::retirement::coded;

/// Most rows of a sub-list: nobody's working life has more stations than that.
pub const ROWS_MAX: usize = 40;

coded! {
    /// The steps of the form, in their order.
    Section {
        /// 人员信息
        Person = "person",
        /// 退休认定信息
        Determination = "determination",
        /// 社保卡参考信息
        Card = "card",
        /// 视同缴费信息
        DeemedPeriods = "deemed_periods",
        /// 从事提前退休特殊工种工作经历
        SpecialWork = "special_work",
        /// 附件
        Materials = "materials",
        /// 核对并提交
        Review = "review",
    }
}

impl Section {
    /// The section that a field, given by its path, stands in.
    pub fn of(field: &str) -> Self {
        let top = field.split(['.', '[']).next().unwrap_or_default();
        match top {
            "category" | "post" | "work_start_month" | "choice" | "chosen_month" | "notice_date" => Self::Determination,
            "card_wrong" | "bank" | "card_number" => Self::Card,
            "deemed_periods" => Self::DeemedPeriods,
            "special_periods" => Self::SpecialWork,
            "materials" => Self::Materials,
            "remarks" | "application" => Self::Review,
            _ => Self::Person,
        }
    }
}

macro_rules! typed {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $kind:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
        pub struct $name {
            $($(#[$doc])* #[serde(default)] #[cfg_attr(feature = "openapi", oai(default))] pub $field: $kind,)+
        }
    };
}

typed! {
    /// A deemed contribution period (视同缴费信息), as typed.
    DeemedPeriodIn {
        /// 起始年月, `YYYY-MM`.
        from: String,
        /// 终止年月, `YYYY-MM`, counted.
        to: String,
        /// 工作单位
        employer: String,
        /// 中断月数; empty for none.
        interruption_months: String,
    }
}

typed! {
    /// A period of special work (从事提前退休特殊工种工作经历), as typed.
    SpecialPeriodIn {
        /// 起始年月, `YYYY-MM`.
        from: String,
        /// 终止年月, `YYYY-MM`, counted.
        to: String,
        /// 工作单位
        employer: String,
        /// 特殊工种类别: a code of `WorkKind`.
        work_kind: String,
        /// 工种名称
        job_title: String,
    }
}

typed! {
    /// The form of an application, as typed. Name and document are the application's own; what the register knows is not
    /// typed at all.
    ApplicationForm {
        /// 联系电话 of the worker.
        mobile: String,
        /// 档案记载出生日期, `YYYY-MM-DD`, where it differs from the document's; empty otherwise.
        archive_birth_date: String,
        /// 差异说明: why it differs, and where it stands in the archive.
        archive_birth_reason: String,
        /// 退休类别: a code of `Category`.
        category: String,
        /// 岗位
        post: String,
        /// 参加工作年月, `YYYY-MM`.
        work_start_month: String,
        /// 退休时间选择: a code of `Choice`.
        choice: String,
        /// 选择的退休年月, `YYYY-MM`, for a flexible choice.
        chosen_month: String,
        /// 书面告知日期 (early) or 协商一致日期 (late), `YYYY-MM-DD`, for a flexible choice.
        notice_date: String,
        /// The register's card is wrong: the card below counts.
        card_wrong: bool,
        /// 发放银行, where the register has none or a wrong one.
        bank: String,
        /// 银行账号, where the register has none or a wrong one.
        card_number: String,
        /// 视同缴费信息
        deemed_periods: Vec<DeemedPeriodIn>,
        /// 从事提前退休特殊工种工作经历
        special_periods: Vec<SpecialPeriodIn>,
        /// 备注
        remarks: String,
    }
}

impl ApplicationForm {
    /// The form without what stands in the fields of these paths: what can be kept while the rest is still being typed.
    #[must_use]
    pub fn without<'a>(&self, paths: impl IntoIterator<Item = &'a str>) -> Self {
        let Ok(mut value) = serde_json::to_value(self) else { return Self::default() };
        for path in paths {
            if let Some(place) = find(&mut value, path) {
                *place = match place {
                    serde_json::Value::Array(rows) => rows.iter().take(ROWS_MAX).cloned().collect(),
                    serde_json::Value::Bool(_) => false.into(),
                    _ => "".into(),
                };
            }
        }
        serde_json::from_value(value).unwrap_or_default()
    }

    /// The rows of both sub-lists in the order of their first months; rows without one stay behind the others.
    pub fn sort_periods(&mut self) {
        let key =
            |from: &str| from.parse::<crate::retirement::Month>().map_or((true, None), |month| (false, Some(month)));
        self.deemed_periods.sort_by_key(|row| key(&row.from));
        self.special_periods.sort_by_key(|row| key(&row.from));
    }
}

/// The place of a path such as `deemed_periods[0].from`.
fn find<'a>(value: &'a mut serde_json::Value, path: &str) -> Option<&'a mut serde_json::Value> {
    let mut place = value;
    for part in path.split('.') {
        let (name, index) = match part.split_once('[') {
            Some((name, index)) => (name, Some(index.strip_suffix(']')?.parse::<usize>().ok()?)),
            None => (part, None),
        };
        place = place.get_mut(name)?;
        if let Some(index) = index {
            place = place.get_mut(index)?;
        }
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ApplicationForm {
        ApplicationForm {
            mobile: "1380000".into(),
            card_wrong: true,
            deemed_periods: vec![
                DeemedPeriodIn { from: "1990-01".into(), to: "199".into(), ..Default::default() },
                DeemedPeriodIn { from: "1985-01".into(), ..Default::default() },
            ],
            ..Default::default()
        }
    }

    #[test]
    fn what_cannot_be_kept_is_left_out_and_nothing_else() {
        let kept =
            form().without(["mobile", "deemed_periods[0].to", "deemed_periods[7].to", "nothing", "deemed_periods[x]"]);
        assert_eq!(kept.mobile, "");
        assert_eq!(kept.deemed_periods[0], DeemedPeriodIn { from: "1990-01".into(), ..Default::default() });
        assert!(kept.card_wrong);
        assert_eq!(kept.deemed_periods.len(), 2);
        let long = ApplicationForm { deemed_periods: vec![DeemedPeriodIn::default(); 50], ..Default::default() };
        assert_eq!(long.without(["deemed_periods"]).deemed_periods.len(), ROWS_MAX);
    }

    #[test]
    fn rows_stand_in_the_order_of_their_months() {
        let mut form = form();
        form.deemed_periods.push(DeemedPeriodIn::default());
        form.deemed_periods.rotate_right(1);
        form.sort_periods();
        let order: Vec<&str> = form.deemed_periods.iter().map(|row| row.from.as_str()).collect();
        assert_eq!(order, ["1985-01", "1990-01", ""]);
    }

    #[test]
    fn every_field_has_its_section() {
        let serde_json::Value::Object(fields) = serde_json::to_value(form()).unwrap_or_default() else {
            panic!("a form")
        };
        let expected = [
            ("mobile", Section::Person),
            ("archive_birth_date", Section::Person),
            ("archive_birth_reason", Section::Person),
            ("category", Section::Determination),
            ("post", Section::Determination),
            ("work_start_month", Section::Determination),
            ("choice", Section::Determination),
            ("chosen_month", Section::Determination),
            ("notice_date", Section::Determination),
            ("card_wrong", Section::Card),
            ("bank", Section::Card),
            ("card_number", Section::Card),
            ("deemed_periods", Section::DeemedPeriods),
            ("special_periods", Section::SpecialWork),
            ("remarks", Section::Review),
        ];
        assert_eq!(fields.len(), expected.len());
        for (field, section) in expected {
            assert!(fields.contains_key(field), "{field}");
            assert_eq!(Section::of(field), section, "{field}");
        }
        assert_eq!(Section::of("deemed_periods[3].from"), Section::DeemedPeriods);
        assert_eq!(Section::of("materials.id_card_front"), Section::Materials);
    }
}
