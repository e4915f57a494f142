//! 正常退休申请查询: the enterprise's applications with filters, counts and export.

use dioxus::prelude::*;

use crate::list_query::ListQuery;

/// `/applications`
#[component]
pub(crate) fn ApplicationsList(query: ListQuery) -> Element {
    let _ = query;
    rsx! {}
}
