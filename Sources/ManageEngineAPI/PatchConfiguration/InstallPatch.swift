// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import NIOCore
import Query
import Services
import Web

/// `POST patch/installpatch`: patches on systems, in the vendor's three variants.
///
/// All missing patches on some systems (no `PatchIDs`), some patches on some systems, and some
/// patches on all systems (no targets). Only approved patches are ever installed.
struct InstallPatch: Sendable {
    let services: Services

    /// The name of the endpoint and the message type.
    static let name: StaticString = "installpatch"

    /// The patches to install.
    static let patches = Parameter.list(
        "PatchIDs",
        in: .body,
        of: .integer(0...Int64.max, outside: .refused),
        summary: "The ids of the patches, at most 1,000; without it, all approved missing ones."
    )

    /// Every member of the body.
    static let parameters = [patches] + TargetSet.parameters + InstallOptions.parameters

    /// Answers the call.
    func answer(_ call: EndpointCall) async throws -> Reply {
        if let feature = try InstallOptions.unsupported(in: call) {
            // The vendor's code for what the current server does not support.
            return Errors.business("10022", feature, endpoint: call.endpointName)
        }
        try InstallOptions.check(call)
        let caller = try Caller(call, services)
        let view = try caller.view(services)
        let targets = try TargetSet(call)
        try targets?.requireKnown(in: view)
        var request = DeploymentRequest(
            name: try call.requireString("ConfigName"),
            summary: call.string("ConfigDescription") ?? "",
            targets: targets?.filter ?? .everything,
            patches: try patches(of: call, view),
            request: Self.text(of: call)
        )
        if let lifetime = try InstallOptions.lifetime(call) { request.lifetime = lifetime }
        _ = try await services.deployments.install(request, by: caller.principal)
        return Envelope.action(Self.name)
    }

    /// The patches that the body names; `nil` for all that are approved and missing.
    private func patches(of call: EndpointCall, _ view: FleetView) throws -> [Patch.Identity]? {
        let onlyApproved = call.flag("isOnlyApproved")
        guard call.json?.value(anyCase: Self.patches.name) != nil else {
            guard onlyApproved != false else {
                throw DomainError(
                    .patchNotApproved,
                    subject: "isOnlyApproved false",
                    hint: "only approved patches are installed; name patches or approve them"
                )
            }
            return nil
        }
        let patches = try view.patches(numbered: try call.filled(Self.patches.name))
        guard onlyApproved == true else { return patches.map(\.id) }
        let approved = patches.filter {
            view.snapshot.approval(of: $0.id, at: view.scope)?.decision == .approved
        }
        guard !approved.isEmpty else {
            throw DomainError(
                .patchNotApproved,
                subject: "patch_id \(patches[0].number)",
                hint: "none of the patches is approved"
            )
        }
        return approved.map(\.id)
    }

    /// The body as it was sent, so that it can be shown again.
    private static func text(of call: EndpointCall) -> String {
        guard let json = call.json else { return "{}" }
        var writer = JSONWriter()
        writer.value(json)
        return String(buffer: writer.finish())
    }
}
