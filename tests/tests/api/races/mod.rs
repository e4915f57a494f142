//! Two records, one rule: what a transaction checked holds when it commits, however many others are under way.

mod clock;
mod people;
mod submissions;
mod uploads;

use integration_tests::Answer;

/// Both answers of two requests that start together, the second some steps of the scheduler behind the first: over many rounds
/// they meet at every point of their ways.
async fn together(
    behind: usize,
    one: impl Future<Output = Answer> + Send + 'static,
    other: impl Future<Output = Answer> + Send + 'static,
) -> (Answer, Answer) {
    let one = tokio::spawn(one);
    let other = tokio::spawn(async move {
        for _ in 0..behind {
            tokio::task::yield_now().await;
        }
        other.await
    });
    (one.await.unwrap(), other.await.unwrap())
}

/// The code of a refusal.
fn code(answer: &Answer) -> String {
    answer.json::<shared::error::Problem>().code
}
