// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Query
import Services
import Web

/// The catalogue: every patch that feeds know, what it brings, and what it would close.
struct CatalogueLists: Sendable {
    /// The heading of the group.
    static let tag = "Patch catalog"

    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] { lists + details }

    private var lists: [Endpoint] {
        [
            Endpoint(
                .get,
                "/pm/v1/patchcatalog/patches",
                summary: "Patches of the catalogue, page by page",
                tag: Self.tag,
                access: .authenticated,
                parameters: Paging.rule.parameters + [
                    Self.filter, Platforms.ofPatches, Questions.sort, Attributes.parameter,
                ],
                responses: [.json(200, "One page.", .array(of: CatalogueRow.schema))],
                handler: { try page($0) }
            ),
            Endpoint(
                .post,
                "/pm/v1/patchcatalog/patches",
                summary: "Patches of the catalogue by their ids",
                description: "Ids that no patch has are left out, not refused.",
                tag: Self.tag,
                access: .authenticated,
                parameters: [
                    Self.ids, Platforms.any, Questions.sort, Attributes.parameter,
                ],
                body: .json(maxBytes: Self.bodyBytesMax, required: true),
                responses: [
                    .json(
                        200,
                        "The patches, in the order asked for.",
                        .array(of: CatalogueRow.schema)
                    )
                ],
                handler: { try named($0) }
            ),
        ]
    }

    private var details: [Endpoint] {
        [
            Endpoint(
                .get,
                "/pm/v1/patchcatalog/patch/packages",
                summary: "The packages of a patch for Linux",
                tag: Self.tag,
                access: .authenticated,
                parameters: Paging.rule.parameters + [Self.patch, PackageQuestion.filter],
                responses: [.json(200, "One page.", .array(of: PackageRow.schema))],
                handler: { try packages($0) }
            ),
            Endpoint(
                .get,
                "/pm/v1/patchcatalog/patch/{patchUuid}/products",
                summary: "The products of a patch",
                tag: Self.tag,
                access: .authenticated,
                responses: [
                    .json(
                        200,
                        "One element with all products.",
                        .array(of: .object(["product": .array(of: .string)]))
                    )
                ],
                handler: { try products($0) }
            ),
            Endpoint(
                .get,
                "/pm/v1/patchcatalog/patch/products/vulnerability/count",
                summary: "How many vulnerabilities missing patches would close, by product",
                tag: Self.tag,
                access: .authenticated,
                parameters: [ProductCounts.severities, ProductCounts.tags],
                responses: [
                    .json(200, "The most vulnerable first.", .array(of: ProductCounts.schema))
                ],
                handler: { try counts($0) }
            ),
        ]
    }

    /// The most bytes of a body: 1,000 UUIDs, each on a line of its own.
    private static let bodyBytesMax = 131_072

    private static let filter: Parameter = {
        var filter = Questions.parameter(
            "filter",
            summary: "Which patches, as QQL: `vendorSeverity:'Critical'`."
        )
        filter.aliases = ["query"]
        return filter
    }()

    private static let ids = Parameter.list(
        "patchUuid",
        in: .body,
        of: .string,
        required: true,
        summary: "The ids of the patches, at most 1,000."
    )

    private static let patch = Parameter.string(
        "patchUuid",
        required: true,
        summary: "The id of the patch."
    )

    private func page(_ call: EndpointCall) throws -> Reply {
        let page = try Paging.page(of: call)
        let question = try PatchQuestion(call, query: Self.filter.name, hasDevices: false)
        let view = try services.assessment.view(by: call.principal)
        let found = view.cataloguePage(
            question.patches,
            by: question.orders,
            from: .offset(page.offset),
            limit: page.size
        )
        return reply(found.rows.map(\.patch), call, view)
    }

    /// A withdrawn patch is there too, as `deleted`.
    private func named(_ call: EndpointCall) throws -> Reply {
        let view = try services.assessment.view(by: call.principal)
        let platform = Platforms.platform(of: call)
        var seen: Set<Patch.Identity> = []
        var patches: [Patch] = []
        for text in call.strings(Self.ids.name) {
            guard let id = Patch.Identity(text), seen.insert(id).inserted,
                let patch = view.snapshot.catalogue.patch(id),
                platform == nil || platform == Platform(patch.stream)
            else { continue }
            patches.append(patch)
        }
        let orders = try PatchQuestion.orders(call.string(Questions.sort.name))
        return reply(view.sorted(patches, by: orders), call, view)
    }

    private func packages(_ call: EndpointCall) throws -> Reply {
        let page = try Paging.page(of: call)
        let question = try PackageQuestion(call)
        let view = try services.assessment.view(by: call.principal)
        let rows = question.rows(
            of: try view.catalogued(call.requireString(Self.patch.name)),
            in: view
        )
        return .json { json in
            json.array { json in
                for row in rows[page.rows(of: rows.count)] { row.write(to: &json) }
            }
        }
    }

    private func products(_ call: EndpointCall) throws -> Reply {
        let view = try services.assessment.view(by: call.principal)
        let patch = try view.catalogued(call.requireString(Self.patch.name))
        return .json { json in
            json.array { json in
                json.object { json in
                    json.member("product", .all, texts: patch.product)
                }
            }
        }
    }

    private func counts(_ call: EndpointCall) throws -> Reply {
        let view = try services.assessment.view(by: call.principal)
        let rows = ProductCounts(call, view).rows
        return .json { json in
            json.array { json in
                for row in rows { row.write(to: &json) }
            }
        }
    }

    private func reply(_ patches: [Patch], _ call: EndpointCall, _ view: FleetView) -> Reply {
        let attributes = Attributes(call.string(Attributes.parameter.name))
        return .json(capacity: 512 + 1_024 * patches.count) { json in
            json.array { json in
                for patch in patches {
                    CatalogueRow(patch: patch, view: view).write(to: &json, attributes)
                }
            }
        }
    }
}

extension FleetView {
    /// Some patches in an order; those that are equal in it keep their places.
    fileprivate func sorted(_ patches: [Patch], by orders: [FieldOrder<PatchField>]) -> [Patch] {
        guard !orders.isEmpty else { return patches }
        let tallies = snapshot.tallies(in: scope)
        // Sorting keeps the places of equal ones, so the key that counts most comes last.
        return orders.reversed().reduce(patches) { patches, order in
            order.sorted(patches) { patch in
                let tally = tallies[patch.id] ?? PatchTally()
                return snapshot.values(of: order.field, patch, tally: tally, path: scope)
            }
        }
    }

    /// The patch with an id of the catalogue.
    ///
    /// - Throws: ``DomainError/Code/patchNotFound``.
    func catalogued(_ id: String) throws(DomainError) -> Patch {
        guard let patch = Patch.Identity(id).flatMap({ snapshot.catalogue.patch($0) }) else {
            throw DomainError(.patchNotFound, subject: String(id.prefix(64)))
        }
        return patch
    }
}
