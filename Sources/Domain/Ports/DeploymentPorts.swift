// SPDX-License-Identifier: Apache-2.0

/// The deployments and their executions.
package protocol DeploymentStore {
    /// Adds a deployment with its executions.
    func insert(_ deployment: Deployment, executions: [Execution]) throws
    /// The deployments of a path and below, newest first.
    func deployments(in path: TenantPath, offset: Int, limit: Int) throws -> [Deployment]
    /// One deployment.
    func deployment(_ id: Deployment.Identity) throws -> Deployment?
    /// How many there are.
    func deploymentCount(in path: TenantPath) throws -> Int
    /// The executions of a deployment, by device.
    func executions(of deployment: Deployment.Identity) throws -> [Execution]
    /// One execution.
    func execution(_ id: Execution.Identity) throws -> Execution?
    /// The executions of a device that are not final, oldest first.
    func openExecutions(of device: Device.Identity) throws -> [Execution]
    /// The executions of any device that are not final, oldest first.
    func openExecutions() throws -> [Execution]
    /// Replaces everything about an execution that its state machine may change.
    func update(_ execution: Execution) throws
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
