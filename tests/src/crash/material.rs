//! What is filed, from a seed: insured persons, forms small and large, photos and PDFs.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use chrono::{Days, NaiveDate};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};
use shared::identity::made_up;

use crate::uploads::photo;

/// Small photos, photos that take several pieces to upload, PDFs.
const FILES: [usize; 3] = [24, 4, 12];
/// Kinds of attachments without which nothing can be submitted.
pub(super) const REQUIRED: [&str; 5] =
    ["id_card_front", "id_card_back", "personnel_archive", "approval_form", "social_security_card_front"];
/// The kind that takes many pages.
pub(super) const MANY_PAGES: &str = "personnel_archive";

/// A file to attach.
#[derive(Debug)]
pub(super) struct AttachedFile {
    pub(super) bytes: Vec<u8>,
    /// A PDF is kept as it comes; a photo is made ready, the same way each time.
    pub(super) is_pdf: bool,
}

/// Files to attach; equal for equal seeds.
#[derive(Debug)]
pub(super) struct Material {
    files: Vec<AttachedFile>,
}

impl Material {
    pub(super) fn new(seed: u64) -> Self {
        let [small, large, pdfs] = FILES;
        let photo = |number: usize, width, height| AttachedFile {
            bytes: photo(seed.wrapping_add(number as u64), width, height),
            is_pdf: false,
        };
        let small = (0..small).map(|number| photo(number, 96, 128));
        let large = (0..large).map(|number| photo(1000 + number, 900, 700));
        let pdfs = (0..pdfs).map(|number| AttachedFile { bytes: pdf(seed, number), is_pdf: true });
        Self { files: small.chain(large).chain(pdfs).collect() }
    }

    pub(super) fn file(&self, number: usize) -> &AttachedFile {
        &self.files[number % self.files.len()]
    }

    /// The number of a file that a kind takes: mostly small photos.
    pub(super) fn choose(&self, random: &mut StdRng, kind: &str) -> usize {
        let [small, large, pdfs] = FILES;
        let dice: f64 = random.random();
        if kind == MANY_PAGES && dice < 0.4 {
            return small + large + random.random_range(0..pdfs);
        }
        if dice < 0.15 { small + random.random_range(0..large) } else { random.random_range(0..small) }
    }
}

/// A PDF of one page, unlike any other.
fn pdf(seed: u64, number: usize) -> Vec<u8> {
    let text = format!("BT /F1 12 Tf 72 720 Td (page {number} of {seed}) Tj ET");
    let parts = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
    ];
    let (mut body, mut table) = ("%PDF-1.4\n".to_owned(), "0000000000 65535 f \n".to_owned());
    for (index, part) in parts.iter().enumerate() {
        let _infallible = writeln!(table, "{:010} 00000 n ", body.len());
        let _infallible = write!(body, "{} 0 obj\n{part}\nendobj\n", index + 1);
    }
    let start = body.len();
    format!("{body}xref\n0 5\n{table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes()
}

/// The insured person of a number, as an application is begun for them.
pub(super) fn person(number: usize) -> Value {
    const SURNAMES: [&str; 10] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
    const GIVEN: [&str; 8] = ["建军", "志强", "国栋", "洪涛", "立新", "永贵", "文斌", "长江"];
    let name = format!("{}{}{}", SURNAMES[number % 10], GIVEN[number / 10 % 8], GIVEN[number / 80 % 8]);
    json!({"name": name, "document_type": "resident_id", "document_number": document(number)})
}

/// Men born from May 1966 on; the last digits of the number are odd.
fn document(number: usize) -> String {
    made_up::resident_id(made_up::REGION, born(number), u16::try_from(number % 499).unwrap_or_default() * 2 + 1)
}

fn born(number: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1966, 5, 1).unwrap_or_default();
    first.checked_add_days(Days::new((number / 499 % 110) as u64)).unwrap_or(first)
}

/// Writes the register of so many insured persons for `backend import-insured`.
pub(super) fn write_register(path: &Path, persons: usize) -> Result<()> {
    let mut text = "document_type,document_number,name,sex,birth_date,personal_number,first_insured_month,\
                    account_opened_month,paid_months,bank,card_number,region,average_index,account_balance\n"
        .to_owned();
    for number in 0..persons {
        let person = person(number);
        let (document, name) = (&person["document_number"], &person["name"]);
        let _infallible = writeln!(
            text,
            "resident_id,{},{},male,{},P{number:09},1995-07,1995-07,300,中国建设银行,62170000{number:011},220100,1.05,98765.43",
            document.as_str().unwrap_or_default(),
            name.as_str().unwrap_or_default(),
            born(number)
        );
    }
    fs::write(path, text).context("a file for the register")
}

/// A form that can be submitted; a large one has every row that a form may have, some 50 kB sealed.
pub(super) fn form(random: &mut StdRng, label: &str, large: bool) -> Value {
    let remarks = format!("{label} {}", "备注".repeat(random.random_range(1..90)));
    let mut form = json!({
        "mobile": "13800001234", "archive_birth_date": "", "archive_birth_reason": "", "category": "male", "post": "钳工",
        "work_start_month": "1995-07", "choice": "statutory", "chosen_month": "", "notice_date": "", "card_wrong": false,
        "bank": "", "card_number": "", "deemed_periods": [], "special_periods": [], "remarks": remarks
    });
    if large {
        let employer = format!("{:04}{}", random.random_range(0..10_000), "某某机械制造有限公司".repeat(9));
        let deemed = json!({"from": "1990-01", "to": "1990-02", "employer": employer, "interruption_months": "0"});
        let special = json!({
            "from": "1990-01", "to": "1990-02", "employer": employer, "work_kind": "", "job_title": "高温锻造工种".repeat(8)
        });
        form["deemed_periods"] = vec![deemed; 40].into();
        form["special_periods"] = vec![special; 40].into();
    }
    form
}

/// Randomness of a part of a run.
pub(super) fn random(seed: u64, part: u64) -> StdRng {
    StdRng::seed_from_u64(seed.wrapping_mul(1_000_003).wrapping_add(part))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn persons_differ_and_material_repeats() {
        let numbers: BTreeSet<String> = (0..2_000).map(document).collect();
        assert_eq!(numbers.len(), 2_000);
        let (one, other) = (Material::new(1), Material::new(1));
        for number in 0..FILES.iter().sum() {
            assert_eq!(one.file(number).bytes, other.file(number).bytes);
        }
        assert_ne!(one.file(0).bytes, Material::new(2).file(0).bytes);
    }

    #[test]
    fn a_large_form_is_large() {
        let mut random = random(1, 1);
        assert!(form(&mut random, "a", true).to_string().len() > 20_000);
        assert!(form(&mut random, "a", false).to_string().len() < 1_500);
    }
}
