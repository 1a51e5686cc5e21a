// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// What the rows of one reply are written from: one state of the fleet and its tenants by place.
struct RowContext: Sendable {
    /// The state, as the caller sees it.
    let view: FleetView
    private let sites: [Tenant.Identity: Tenant]
    private let customers: [Tenant]
    private let root: Tenant?

    /// Prepares the tenants of a state.
    init(_ view: FleetView) {
        self.view = view
        let tenants = view.snapshot.tenants
        sites = Dictionary(tenants.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        customers = tenants.filter { $0.kind == .customer }
        root = tenants.first { $0.kind == .organisation }
    }

    /// The site of a device.
    func site(of device: Device) -> Tenant? { sites[device.site] }

    /// The customer that a place belongs to; for what belongs to all of them, the organisation.
    func customer(of path: TenantPath) -> Tenant? {
        customers.first { $0.path.contains(path) } ?? root
    }
}

/// Names of people in the labels of the audit log, `user:NAME`.
func personName(_ label: String) -> String {
    guard let colon = label.firstIndex(of: ":") else { return label }
    return String(label[label.index(after: colon)...])
}
