// SPDX-License-Identifier: Apache-2.0
import Domain
import Query

/// What filters read of the patches in the words of vendors, by their place in the catalogue's
/// order; see `Patch+facts.swift`.
struct PatchFactColumns: Sendable {
    private var ids = TextColumn()
    private var articles = TextColumn()
    private var vulnerabilities = NumberLists()
    private var families = TextLists()
    private var products = TextLists()
    private var vendors = CodedTexts()
    private var architectures = TextLists()
    private var software = CodedColumn<Patch.Software>()
    private var downloads = CodedColumn<Patch.DownloadMethod>()
    private var superseded = CodedColumn<Bool>()
    private var modified = NumberColumn()
    private var reversible: Bitmap

    /// Reads the patches of a catalogue.
    init(_ catalogue: Catalogue) {
        reversible = Bitmap(count: catalogue.count)
        var product = ProductFacts(Stream(rawValue: ""))
        var outdated: Set<String>?
        for (place, patch) in catalogue.ordered.enumerated() {
            let row = UInt32(place)
            // The patches of a stream stand together.
            if place == 0 || patch.stream != product.stream {
                product = ProductFacts(patch.stream)
                outdated = catalogue.updateOrder(of: patch.stream)?.superseded
            }
            append(patch, of: product, row)
            superseded.set(row, outdated?.contains(patch.source))
            let changedAt = catalogue.changedAt(patch) ?? patch.releasedAt
            modified.set(row, changedAt?.milliseconds)
        }
    }

    private mutating func append(_ patch: Patch, of product: ProductFacts, _ row: UInt32) {
        ids.append(patch.id.description)
        articles.append(product.windows == nil ? nil : patch.kb)
        vulnerabilities.append(patch.vulnerabilityNumbers)
        families.append(patch.appFamily(product))
        products.append([product.name, patch.stream.rawValue])
        vendors.set(row, product.vendor)
        architectures.append(patch.architectures(product))
        software.set(row, patch.software(product))
        downloads.set(row, patch.downloadMethod(product))
        if patch.isRollback { reversible.insert(row) }
    }

    /// The column of a field; `nil` for one that is not kept here.
    func column(_ field: PatchField) -> Column? {
        switch field {
        case .id: .texts(ids)
        case .kb: .texts(articles)
        case .qid: vulnerabilities.column
        case .appFamily: families.column
        case .product: products.column
        case .vendor: vendors.column
        case .architecture: architectures.column
        case .type: software.column { .text($0.rawValue) }
        case .modifiedAt: modified.column
        case .isSuperseded: superseded.column { .flag($0) }
        case .downloadMethod: downloads.column { .text($0.rawValue) }
        case .isRollback: .flags(reversible)
        default: nil
        }
    }
}
