//! PDFs as they come from scanners, phones and people who mean harm.

use pdf_writer::{Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use pdfs::{Part, Refusal, join, look};

/// A PDF of so many empty pages; `more` writes into its catalog.
fn made(pages: i32, more: impl FnOnce(&mut pdf_writer::writers::Catalog<'_>)) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree) = (Ref::new(1), Ref::new(2));
    let kids: Vec<Ref> = (0..pages).map(|number| Ref::new(10 + number)).collect();
    let mut root = pdf.catalog(catalog);
    root.pages(tree);
    more(&mut root);
    root.finish();
    pdf.pages(tree).kids(kids.clone()).count(pages);
    for kid in kids {
        pdf.page(kid).media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(tree);
    }
    pdf.finish()
}

fn plain(pages: i32) -> Vec<u8> {
    made(pages, |_| {})
}

/// A PDF with one stream more, of these bytes and this dictionary.
fn with_stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = plain(1);
    let end = file.windows(4).rposition(|window| window == b"xref").unwrap_or(file.len());
    let mut object = format!("\n99 0 obj\n<< /Length {} {dictionary} >>\nstream\n", bytes.len()).into_bytes();
    object.extend_from_slice(bytes);
    object.extend_from_slice(b"\nendstream\nendobj\n");
    file.splice(end..end, object);
    file
}

fn packed(zeros: usize) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![0; 1 << 20];
    for _ in 0..zeros >> 20 {
        std::io::Write::write_all(&mut writer, &block).expect("packed");
    }
    writer.finish().expect("packed")
}

#[test]
fn pages_are_counted() {
    for pages in [1, 2, 60] {
        assert_eq!(look(&plain(pages)), Ok(pages.unsigned_abs()));
    }
    assert_eq!(look(&plain(0)), Err(Refusal::Broken));
}

#[test]
fn what_is_cut_off_or_no_pdf_is_broken() {
    let whole = plain(3);
    for cut in [whole.len() / 2, whole.len() - 8, 9, 5] {
        assert_eq!(look(&whole[..cut]), Err(Refusal::Broken), "{cut}");
    }
    assert_eq!(look(b"%PDF-1.7\n%%EOF"), Err(Refusal::Broken));
    assert_eq!(look(b"not a PDF\n%%EOF"), Err(Refusal::Broken));
    assert_eq!(look(b""), Err(Refusal::Broken));
}

#[test]
fn what_is_protected_is_said() {
    let mut file = plain(1);
    let at = file.windows(7).rposition(|window| window == b"trailer").unwrap() + 10;
    file.splice(at..at, *b"/Encrypt 5 0 R ");
    assert_eq!(look(&file), Err(Refusal::Encrypted));
}

#[test]
fn what_would_do_something_is_refused() {
    let script = made(1, |root| {
        root.insert(Name(b"OpenAction"))
            .dict()
            .pair(Name(b"S"), Name(b"JavaScript"))
            .pair(Name(b"JS"), Str(b"app.alert(1)"));
    });
    let launch = made(1, |root| {
        root.insert(Name(b"OpenAction")).dict().pair(Name(b"S"), Name(b"Launch")).pair(Name(b"F"), TextStr("cmd.exe"));
    });
    let files = made(1, |root| {
        root.insert(Name(b"Names")).dict().insert(Name(b"EmbeddedFiles")).dict().pair(Name(b"Names"), 1);
    });
    let form = made(1, |root| {
        root.insert(Name(b"AcroForm")).dict().pair(Name(b"XFA"), Str(b"<xdp/>"));
    });
    for file in [script, launch, files, form] {
        assert_eq!(look(&file), Err(Refusal::Active));
    }
    // Opening at a page is what every scanner writes.
    let place = made(1, |root| {
        root.insert(Name(b"OpenAction")).dict().pair(Name(b"S"), Name(b"GoTo")).pair(Name(b"D"), 0);
    });
    assert_eq!(look(&place), Ok(1));
}

#[test]
fn what_unpacks_to_more_than_a_page_can_need_is_refused() {
    assert_eq!(look(&with_stream("/Filter /FlateDecode", &packed(100 << 20))), Ok(1));
    assert_eq!(look(&with_stream("/Filter /FlateDecode", &packed(200 << 20))), Err(Refusal::Broken));
    assert_eq!(look(&with_stream("/Filter [/FlateDecode /FlateDecode]", &packed(1 << 20))), Err(Refusal::Broken));
    assert_eq!(look(&with_stream("/Filter /LZWDecode", b"\x80\x0B")), Err(Refusal::Broken));
}

#[test]
fn photos_and_pdfs_become_one() {
    let jpeg = include_bytes!("page.jpg");
    let photo = Part::Photo(jpeg);
    let scan = plain(3);
    let one = join(&[photo, Part::Pdf(&scan), photo]).unwrap();
    assert_eq!(look(&one), Ok(5));
    // The photos lie in it as they are.
    assert_eq!(one.windows(jpeg.len()).filter(|window| window == jpeg).count(), 2);
    assert!(join(&[Part::Pdf(b"%PDF-1.7")]).is_err());
    assert!(join(&[Part::Photo(&jpeg[..20])]).is_err());
    assert_eq!(join(&[photo]).unwrap(), join(&[photo]).unwrap());
}
