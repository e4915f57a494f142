//! What may be typed into the fields of a form, well or badly.

use shared::application::{ApplicationForm, DeemedPeriodIn, SpecialPeriodIn};
use shared::retirement::{Month, WorkKind};

use crate::random::Random;

/// Texts that fit no field, some field, or any field.
const JUNK: &[&str] = &[
    "",
    " ",
    "\u{200B}",
    "\u{3000}\u{FEFF}",
    "0",
    "-1",
    "999",
    "1995-07",
    "1995.7",
    "１９９５年７月",
    "199507",
    "1995-13",
    "0000-00",
    "2026-02-30",
    "2026-02-28",
    "+99999-12-31",
    "-0001-01-01",
    "statutory",
    "female_50",
    "underground",
    "👷",
    "<script>alert(1)</script>",
    "'; DROP TABLE applications; --",
    "长春第一机械厂",
    "６２２２０２１２３４５６７８９０１２８",
    "a\u{301}\u{202E}b\u{0}c",
    "1380000000٣",
];

/// A row of deemed contribution, mostly after `last` and before the account's opening. `last` becomes its last month.
pub(crate) fn deemed(random: &mut Random, last: &mut Month, opened: Month) -> DeemedPeriodIn {
    let from = last.plus(if random.chance(92) { 1 + random.between(0, 9) } else { random.between(-4, 240) });
    let to = from.plus(if random.chance(96) { random.between(0, 90) } else { random.between(-5, 0) });
    let to = if to >= opened && from < opened && random.chance(90) { opened.plus(-1) } else { to };
    *last = to;
    DeemedPeriodIn {
        from: written(random, from),
        to: written(random, to),
        employer: "长春第一机械厂".to_owned(),
        interruption_months: if random.chance(25) { random.below(60).to_string() } else { String::new() },
    }
}

/// A row of special work, mostly after `last`, which becomes its last month.
pub(crate) fn special(random: &mut Random, last: &mut Month) -> SpecialPeriodIn {
    let from = last.plus(if random.chance(92) { 1 + random.between(0, 24) } else { random.between(-4, 240) });
    let to = from.plus(if random.chance(96) { random.between(0, 150) } else { random.between(-5, 0) });
    *last = to;
    SpecialPeriodIn {
        from: written(random, from),
        to: written(random, to),
        employer: "辽源第二煤矿".to_owned(),
        work_kind: random.one_of(WorkKind::ALL).code().to_owned(),
        job_title: "采煤工".to_owned(),
    }
}

/// A month as people write it.
fn written(random: &mut Random, month: Month) -> String {
    let (year, number) = (month.year(), month.month());
    match random.below(8) {
        0 => format!("{year}.{number}"),
        1 => format!("{year}{number:02}"),
        2 => format!(" {year}年{number}月"),
        _ => month.to_string(),
    }
}

/// Spoils no field, one, a few, or all of them.
pub(crate) fn spoil(random: &mut Random, form: &mut ApplicationForm) {
    let percent = *random.one_of(&[0, 0, 0, 0, 3, 3, 10, 60]);
    if percent == 0 {
        return;
    }
    let mut texts = vec![
        &mut form.mobile,
        &mut form.archive_birth_date,
        &mut form.archive_birth_reason,
        &mut form.category,
        &mut form.post,
        &mut form.work_start_month,
        &mut form.choice,
        &mut form.chosen_month,
        &mut form.notice_date,
        &mut form.bank,
        &mut form.card_number,
        &mut form.remarks,
    ];
    for row in &mut form.deemed_periods {
        texts.extend([&mut row.from, &mut row.to, &mut row.employer, &mut row.interruption_months]);
    }
    for row in &mut form.special_periods {
        texts.extend([&mut row.from, &mut row.to, &mut row.employer, &mut row.work_kind, &mut row.job_title]);
    }
    for text in texts {
        if random.chance(percent) {
            *text = junk(random);
        }
    }
}

fn junk(random: &mut Random) -> String {
    if random.chance(70) {
        return (*random.one_of(JUNK)).to_owned();
    }
    if random.chance(10) {
        return "长".repeat(600);
    }
    (0..random.below(20)).filter_map(|_| char::from_u32(random.below(0x0011_0000))).collect()
}
