// SPDX-License-Identifier: Apache-2.0

/// The mitigations that tenants wrote.
package protocol MitigationStore {
    /// Stores a mitigation; one of the same identity is replaced.
    func put(_ mitigation: Mitigation) throws
    /// Removes a mitigation; without it nothing happens.
    func deleteMitigation(_ id: Mitigation.Identity) throws
    /// One mitigation.
    func mitigation(_ id: Mitigation.Identity) throws -> Mitigation?
    /// The mitigations of a path's tenant and of all below it, by name and identity.
    func mitigations(in path: TenantPath) throws -> [Mitigation]
}
