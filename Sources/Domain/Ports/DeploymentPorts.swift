// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Foundation

/// The deployments, their runs and executions.
package protocol DeploymentStore {
    /// Adds a deployment.
    func insert(_ deployment: Deployment) throws
    /// Replaces everything about a deployment but its identity, number and tenant.
    func update(_ deployment: Deployment) throws
    /// Removes a deployment with its runs and executions.
    func deleteDeployment(_ id: Deployment.Identity) throws
    /// The deployments of a path and below, newest first.
    func deployments(in path: TenantPath, offset: Int, limit: Int) throws -> [Deployment]
    /// One deployment.
    func deployment(_ id: Deployment.Identity) throws -> Deployment?
    /// How many there are.
    func deploymentCount(in path: TenantPath) throws -> Int
    /// The enabled deployments whose next slot has come, the earliest slot first.
    func dueDeployments(at now: Timestamp) throws -> [Deployment]
    /// The enabled deployments that start when something happens to a device.
    func eventDeployments() throws -> [Deployment]
    /// The enabled deployments that people at their devices may start.
    func publishedDeployments() throws -> [Deployment]
    /// Whether a deployment has had a run for one device.
    func hasRun(of deployment: Deployment.Identity, subject: Device.Identity) throws -> Bool
    /// The enabled deployments that are linked to another.
    func deployments(linkedTo predecessor: Deployment.Identity) throws -> [Deployment]

    /// Adds a run; fails with ``DomainError/Code/storageConflict`` where its deployment has one for
    /// the same slot and subject.
    func insert(_ run: Run) throws
    /// Replaces the state, the end and the course of a run.
    func update(_ run: Run) throws
    /// One run.
    func run(_ id: Run.Identity) throws -> Run?
    /// The run of a deployment with a number.
    func run(number: Int64, of deployment: Deployment.Identity) throws -> Run?
    /// The runs of a deployment, newest first.
    func runs(of deployment: Deployment.Identity, limit: Int) throws -> [Run]
    /// The runs that have not ended, oldest first.
    func openRuns() throws -> [Run]
    /// How many executions of a run are in which state, by ring.
    func counts(of run: Run.Identity) throws -> RunCounts
    /// Removes what ended before a point in time: runs with their executions, and deployments that
    /// have ended and have no run left. Returns how many runs went.
    func deleteRuns(endedBefore: Timestamp, limit: Int) throws -> Int

    /// Adds an execution.
    func insert(_ execution: Execution) throws
    /// Replaces everything about an execution that its state machine may change.
    ///
    /// `state` is the one that it had before, so that the counts of its run follow.
    func update(_ execution: Execution, from state: Execution.State) throws
    /// The executions of a deployment, by run and device, newest run first.
    func executions(of deployment: Deployment.Identity) throws -> [Execution]
    /// The executions of a run, by device.
    func executions(of run: Run.Identity) throws -> [Execution]
    /// The devices of a run, in order; for those who take its executions a few at a time.
    func devices(of run: Run.Identity) throws -> [Device.Identity]
    /// The execution of a run on a device.
    func execution(of run: Run.Identity, on device: Device.Identity) throws -> Execution?
    /// The executions of a run that are being worked on or silent.
    func executionsAway(of run: Run.Identity) throws -> [Execution]
    /// The executions of a run that the agents were not told of yet.
    func executionsPending(of run: Run.Identity) throws -> [Execution]
    /// One execution.
    func execution(_ id: Execution.Identity) throws -> Execution?
    /// The execution with this present order.
    func execution(order: UUID) throws -> Execution?
    /// The executions of a device that are not final, or silent, oldest first.
    func openExecutions(of device: Device.Identity) throws -> [Execution]
    /// The executions of any device that are not final, oldest first.
    func openExecutions() throws -> [Execution]
    /// The executions of any device that were given out and not reported, whose time in their state
    /// began before a point in time.
    func activeExecutions(since: Timestamp) throws -> [Execution]
    /// The executions that can expire now: pending or given out, with the end of their time passed.
    func overdueExecutions(at now: Timestamp, limit: Int) throws -> [Execution]
    /// The last good report about patches on a device that tells what was there before, by patch.
    func formerPackages(
        on device: Device.Identity
    ) throws -> [Patch.Identity: [TargetPackage]]
    /// The final executions that hold a report, oldest first.
    func reportedExecutions(_ each: (Execution) throws -> Void) throws
}

/// The log of what changed, for everyone who keeps a copy in memory.
package protocol ChangeStore {
    /// Adds a change; its number is larger than every earlier one.
    func append(_ change: Change) throws
    /// Changes after a number, in order.
    func changes(after number: Int64, limit: Int) throws -> [(number: Int64, change: Change)]
    /// The largest number; 0 in an empty log.
    func lastChangeNumber() throws -> Int64
    /// Removes the oldest changes, so that so many of the newest stay; at least one always does.
    ///
    /// Numbers have no gaps, so a follower notices that changes which it has not seen are gone.
    func deleteChanges(keeping count: Int64) throws
}

/// What a transaction changed, as far as copies in memory must know.
package enum Change: Sendable, Hashable {
    /// A device was added or changed.
    case device(Device.Identity)
    /// A feed has a new revision.
    case catalogue(feed: String)
    /// A decision about a patch was made or taken back.
    case approval(Patch.Identity)
    /// An execution was made or changed.
    case execution(Execution.Identity, device: Device.Identity)
    /// Groups, memberships or tenants changed.
    case structure
}

/// Numbers that are never given out twice.
package protocol SequenceStore {
    /// The next number of a sequence, from 1.
    func nextNumber(of sequence: String) throws -> Int64
}
