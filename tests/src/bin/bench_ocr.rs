//! `cargo xtask bench ocr`: forty made cards, front and back, flat and photographed: what was read right, how long it took,
//! how much memory. `bench_ocr MODELS [CARDS]`.
#![expect(clippy::print_stdout, reason = "it prints figures")]

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ocr::fixtures::{Person, bank_card, id_back, id_front, jpeg, photographed};
use ocr::{Models, Reader, Reading};
use shared::api::ReadFieldCode as Code;

#[derive(Default)]
struct Tally {
    cards: usize,
    right: [usize; 2],
    times: Vec<Duration>,
}

impl Tally {
    /// Reads a picture and counts the two fields that are right.
    fn read(&mut self, reader: &Reader, photo: &[u8], truth: [(Code, &str); 2]) -> Result<Reading, Box<dyn Error>> {
        let start = Instant::now();
        let reading = reader.card(photo)?;
        self.times.push(start.elapsed());
        self.cards += 1;
        for (right, (code, value)) in self.right.iter_mut().zip(truth) {
            *right += usize::from(reading.value(code) == Some(value));
        }
        Ok(reading)
    }

    fn print(&mut self, what: &str, fields: [&str; 2]) {
        self.times.sort();
        let at =
            |share: usize| self.times.get(share * (self.times.len().max(1) - 1) / 100).copied().unwrap_or_default();
        println!(
            "{what:24} {:3} cards, {} {:3} right, {} {:3} right, {:.1} / {:.1} / {:.1} s (min / median / max)",
            self.cards,
            fields[0],
            self.right[0],
            fields[1],
            self.right[1],
            at(0).as_secs_f64(),
            at(50).as_secs_f64(),
            at(100).as_secs_f64()
        );
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder of models?")?);
    let cards: u64 = arguments.next().map_or(Ok(40), |cards| cards.parse())?;
    let file = |name: &str| std::fs::read(folder.join(name));
    let reader = Reader::new(Models {
        detection: file("ch_PP-OCRv4_det_infer.onnx")?,
        recognition: file("ch_PP-OCRv4_rec_infer.onnx")?,
        characters: String::from_utf8(file("keys_ch_PP-OCRv4_rec_infer.txt")?)?,
    })?;
    let mut tallies: [Tally; 6] = Default::default();
    for seed in 0..cards {
        let person = Person::made(seed);
        let until = if person.male { "2036-05-08" } else { "long_term" };
        let since = if person.male { "2016-05-08" } else { "2019-11-20" };
        let front = [(Code::DocumentNumber, person.number.as_str()), (Code::Name, person.name.as_str())];
        let back = [(Code::ValidUntil, until), (Code::ValidFrom, since)];
        let bank = [(Code::CardNumber, person.card_number.as_str()), (Code::Bank, "中国工商银行")];
        let pictures = [(id_front(&person), front), (id_back(&person), back), (bank_card(&person), bank)];
        for (index, (flat, truth)) in pictures.into_iter().enumerate() {
            for (way, picture) in [flat.clone(), photographed(&flat, seed)].iter().enumerate() {
                if let Some(tally) = tallies.get_mut(index * 2 + way) {
                    let before = tally.right;
                    let reading = tally.read(&reader, &jpeg(picture), truth)?;
                    if tally.right != [before[0] + 1, before[1] + 1] {
                        println!("card {seed}, picture {index}, {}: {reading:?}", ["flat", "photographed"][way]);
                    }
                }
            }
        }
    }
    let names = ["identity card", "its back", "bank card"];
    let fields = [["numbers", "names"], ["last days", "first days"], ["numbers", "banks"]];
    for (index, tally) in tallies.iter_mut().enumerate() {
        let way = if index % 2 == 0 { "flat" } else { "photographed" };
        if let (Some(name), Some(fields)) = (names.get(index / 2), fields.get(index / 2)) {
            tally.print(&format!("{name}, {way}"), *fields);
        }
    }
    println!("memory at most: {}", most_memory().unwrap_or_else(|| "not known here".to_owned()));
    Ok(())
}

/// The process's greatest resident memory, as Linux tells it.
fn most_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(format!("{} MB", kib / 1000))
}
