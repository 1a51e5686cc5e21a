// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// Everything that ``InMemoryDeploymentStore`` holds; one value, so a transaction can be undone.
struct StoreContents {
    /// The deployments.
    var deployments: [Deployment.Identity: Deployment] = [:]
    /// The runs.
    var runs: [Run.Identity: Run] = [:]
    /// The runs that have not ended.
    var openRuns: Set<Run.Identity> = []
    /// The executions.
    var executions: [Execution.Identity: Execution] = [:]
    /// The executions of each run, in the order in which they were made.
    var byRun: [Run.Identity: [Execution.Identity]] = [:]
    /// The executions of each device, in the order in which they were made.
    var byDevice: [Device.Identity: [Execution.Identity]] = [:]
    /// The executions that are not final, or silent.
    var open: Set<Execution.Identity> = []
    /// Those of each device, in the order in which they were made or opened again.
    var openByDevice: [Device.Identity: [Execution.Identity]] = [:]
    /// The execution of each order that is a present one.
    var byOrder: [UUID: Execution.Identity] = [:]
    /// The counts as they are kept beside the executions.
    var counts: [Run.Identity: RunCounts] = [:]
    /// The last number of each sequence.
    var numbers: [String: Int64] = [:]
}

/// What a store was told to change, in its order.
indirect enum StoreEvent {
    /// A deployment was added or changed.
    case deployment(Deployment)
    /// A run was added.
    case runMade(Run)
    /// A run was changed.
    case runChanged(before: Run, after: Run)
    /// An execution was added.
    case executionMade(Execution)
    /// An execution was changed.
    case executionChanged(before: Execution, after: Execution)
}
