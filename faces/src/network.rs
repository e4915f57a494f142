//! A network: loaded once, run on one thread for each thread that asks, so that a verification takes one core and no more,
//! and two of them at once do not wait for each other.

use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

/// Why a network could not be loaded or run.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// Its file is none, or of something else.
    #[error("the network cannot be loaded: {0}")]
    Load(String),
    /// It failed, or answered in another shape than it should.
    #[error("the network failed: {0}")]
    Run(String),
}

thread_local! {
    /// The one thread that works for this one. Who asks from many threads bounds how many.
    static BESIDE: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// A loaded network with one input.
pub(crate) struct Network {
    model: Model,
    input: NodeId,
    outputs: Vec<NodeId>,
}

impl Network {
    /// Loads a file of the ONNX format; `outputs` names what is asked of it, in that order.
    pub(crate) fn load(file: Vec<u8>, outputs: &[&str]) -> Result<Self, NetworkError> {
        Self::load_by(&ModelOptions::with_all_ops(), file, outputs)
    }

    /// The same with the operators that one network needs: a program that loads no other holds no more of them.
    pub(crate) fn load_by(options: &ModelOptions, file: Vec<u8>, outputs: &[&str]) -> Result<Self, NetworkError> {
        let model = options.load(file).map_err(|error| NetworkError::Load(error.to_string()))?;
        let [input] = *model.input_ids() else {
            return Err(NetworkError::Load("it has another number of inputs".to_owned()));
        };
        let outputs = outputs.iter().map(|name| model.node_id(name)).collect::<Result<Vec<_>, _>>();
        let outputs = outputs.map_err(|error| NetworkError::Load(error.to_string()))?;
        Ok(Self { model, input, outputs })
    }

    /// Runs it; the values of each output, flat.
    pub(crate) fn run<const N: usize>(
        &self,
        shape: [usize; N],
        values: Vec<f32>,
    ) -> Result<Vec<Vec<f32>>, NetworkError> {
        let failed = |error: &dyn std::fmt::Display| NetworkError::Run(error.to_string());
        let input = NdTensor::try_from_data(shape, values).map_err(|error| failed(&error))?;
        let options = RunOptions::default().with_thread_pool(Some(BESIDE.with(Arc::clone)));
        let answers = self
            .model
            .run(vec![(self.input, input.into())], &self.outputs, Some(options))
            .map_err(|error| failed(&error))?;
        let flat = answers.into_iter().map(|answer| Tensor::<f32>::try_from(answer).map(|tensor| tensor.to_vec()));
        flat.collect::<Result<_, _>>().map_err(|error| failed(&error))
    }
}
