//! From a desk to a PDF: Typst lays the pages out and writes them.

use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::PrintError;
use crate::world::Desk;

/// The pages of a paper.
pub(crate) fn pages(desk: &Desk) -> Result<PagedDocument, PrintError> {
    typst::compile::<PagedDocument>(desk).output.map_err(|faults| refused(&faults))
}

/// Their PDF, for archives (PDF/A-2). `ident` makes its identifier, so that the same paper has the same.
pub(crate) fn pdf(document: &PagedDocument, ident: String) -> Result<Vec<u8>, PrintError> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_2b]).map_err(|fault| PrintError::Typeset(fault.message().to_string()))?;
    let options =
        PdfOptions { ident: Smart::Custom(ident), creator: Smart::Custom(None), standards, ..PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(|faults| refused(&faults))
}

/// Typst remembers what it worked out, for whoever edits one document over and over. No two papers are the same.
pub(crate) fn forget() {
    comemo::evict(0);
}

fn refused(faults: &[SourceDiagnostic]) -> PrintError {
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    PrintError::Typeset(messages.join("; "))
}
