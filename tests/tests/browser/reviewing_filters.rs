//! 审核队列: narrowed by filters, on a desk and on a phone, and taken along as a table.

use anyhow::{Context as _, Result, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use integration_tests::browser::{Page, Screen, Stage, journey};
use integration_tests::copies::Copy;
use integration_tests::table_file;

use crate::applications_list::{query, rows_of};
use crate::{PASSWORD, demo};

/// Waits until so many applications are shown.
async fn rows(page: &Page, count: usize) -> Result<()> {
    rows_of(page, ("reviews", "review-row"), count).await
}

/// Five applications that wait, one of them long overdue; the name of the one submitted last, and when.
async fn five_wait(stage: &Stage) -> Result<(String, DateTime<Utc>)> {
    let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
    let whole = filing.complete(0).await?;
    let at = filing.submit(&whole.id).await?.submitted_at.context("when it was submitted")?;
    let waiting =
        [("诸葛明", "female_55", 60), ("诸葛亮", "male", 9), ("欧阳海", "female_50", 2), ("=诸葛", "female_50", 1)];
    let copies = (0..).zip(waiting).map(|(number, (name, category, days))| {
        Copy::new(number, name, Some("2027-03")).of(category).submitted(at - TimeDelta::days(days))
    });
    stage.server.copy_application(&whole.id, copies.collect()).await?;
    Ok((whole.name, at))
}

#[tokio::test]
async fn the_queue_is_narrowed_by_filters_that_live_in_the_address_and_taken_along_as_a_table() {
    journey(async |stage| {
        let (last, at) = five_wait(stage).await?;
        let reviewer = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let page = stage.browser(Screen::Wide).await?;
        page.log_in_reviewer(&reviewer).await?;
        rows(&page, 5).await?;
        page.is_sane().await?;
        for (width, height) in [(820, 1180), (1280, 800)] {
            page.resize(width, height).await?;
            page.fits().await?;
            page.sketch(&format!("queue-filters-{width}")).await?;
        }

        // Category and a part of the name; the address says so, and brings the queue back.
        page.choose("filter-category", "female_50").await?;
        page.fill("filter-name", "葛").await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        page.reads("review-row", "=诸葛").await?;
        ensure!(query(&page).await? == "?name=葛&category=female_50", "the address asks for {}", query(&page).await?);
        page.reload().await?;
        rows(&page, 1).await?;
        page.holds("filter-name", "葛").await?;
        page.holds("filter-category", "female_50").await?;
        // Another shelf keeps the filters; back is the queue before.
        page.click("shelf-mine").await?;
        page.see("filter-clear-all").await?;
        page.reads("empty", "清空").await?;
        page.is_sane().await?;
        page.sketch("queue-filters-1280-none").await?;
        page.back().await?;
        rows(&page, 1).await?;
        page.click("filter-clear").await?;
        rows(&page, 5).await?;
        page.holds("filter-name", "").await?;

        // Days: a wrong end lands at its field, and nothing is asked.
        let day = |before: i64| (at + TimeDelta::hours(8) - TimeDelta::days(before)).date_naive().to_string();
        page.set_date("filter-submitted_from", &day(2)).await?;
        page.set_date("filter-submitted_to", &day(9)).await?;
        page.click("filter-apply").await?;
        page.see("submitted_to-error").await?;
        page.set_date("filter-submitted_from", &day(9)).await?;
        page.set_date("filter-submitted_to", &day(2)).await?;
        page.click("filter-apply").await?;
        rows(&page, 2).await?;
        // One by its number is looked for whatever narrows the queue, and gives the queue back.
        page.fill("queue-number", "220102199001011234").await?;
        page.click("queue-search").await?;
        page.reads("empty", "没有这个证件号码").await?;
        page.click("queue-number-clear").await?;
        rows(&page, 2).await?;
        page.holds("filter-submitted_to", &day(2)).await?;

        // The table is that of the queue that is seen; the link leaves the page where it is.
        let address = page.attribute("export", "href").await?.context("a link to the table")?;
        let table = table_file::rows(&page.download(&address).await?);
        let names: Vec<&str> = table.iter().filter_map(|row| row.first()).map(String::as_str).collect();
        ensure!(names == ["姓名", "诸葛亮", "欧阳海"], "the table holds {names:?}");
        page.click("export").await?;
        page.click("queue-refresh").await?;
        rows(&page, 2).await?;
        page.click("filter-clear").await?;
        rows(&page, 5).await?;
        let address = page.attribute("export", "href").await?.context("a link to the table")?;
        let table = table_file::rows(&page.download(&address).await?);
        ensure!(table.last().and_then(|row| row.first()) == Some(&last), "the table holds {table:?}");

        // By hand: what the server refuses is said at its field.
        page.go("/agency?category=x").await?;
        page.see("category-error").await?;
        page.click("filter-clear").await?;
        rows(&page, 5).await
    })
    .await;
}

#[tokio::test]
async fn a_phone_folds_the_filters_away_and_says_how_many_are_in_force() {
    journey(async |stage| {
        five_wait(stage).await?;
        let reviewer = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let page = stage.browser(Screen::Phone).await?;
        page.log_in_reviewer(&reviewer).await?;
        rows(&page, 5).await?;
        page.is_sane().await?;
        page.sketch("queue-filters-390").await?;
        page.gone("filter-apply").await?;
        page.click("filter-open").await?;
        page.choose("filter-category", "female_55").await?;
        page.fill("filter-name", "诸葛").await?;
        page.is_sane().await?;
        page.sketch("queue-filters-390-open").await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        page.gone("filter-apply").await?;
        page.reads("filter-open", "2").await?;
        let weight = "return getComputedStyle(document.querySelector('[data-testid=shelf-open]')).fontWeight";
        ensure!(page.script(weight).await? == "600", "the shelf that is shown looks like any other");
        page.sketch("queue-filters-390-narrowed").await?;
        page.click("shelf-mine").await?;
        page.see("filter-clear-all").await?;
        page.sketch("queue-filters-390-none").await?;
        page.click("filter-clear-all").await?;
        page.reads("empty", "您还没有受理申请").await?;
        page.click("shelf-all").await?;
        rows(&page, 5).await
    })
    .await;
}
