// SPDX-License-Identifier: Apache-2.0
import Domain

/// Turns one document into statements about patches.
///
/// A document whose name is a CVE tells of one vulnerability and all products: what is fixed by
/// which advisory, and what is not. Any other is an advisory and tells what it brings. The profile
/// in its category does not say which it is: Red Hat's advisories have been `csaf_vex` for years.
struct CSAFReading {
    /// What a product id stands for.
    enum Target {
        /// A package of a release.
        case package(CSAFPackage, CSAFPlatform)
        /// Something of another product.
        case other(String)
        /// Something else than a package, in a release.
        case noPackage
        /// No component of anything.
        case whole
    }

    let document: CSAFDocument
    /// What is left aside.
    var tally = CSAFTally()
    private(set) var statements: [CSAFStatement] = []
    private var places: [Key: Int] = [:]
    private var targets: [Int: Target] = [:]
    private var platforms: [String: CSAFPlatform?] = [:]

    private struct Key: Hashable {
        let stream: Stream
        let advisory: String
    }

    /// Prepares the reading of a document.
    init(_ document: CSAFDocument) { self.document = document }

    /// The statements of a document and what they leave aside; packages go into `pool`.
    static func statements(
        of document: CSAFDocument,
        _ pool: inout CSAFPool
    ) -> (statements: [CSAFStatement], tally: CSAFTally) {
        var reading = CSAFReading(document)
        if document.header.isAboutVulnerability {
            for vulnerability in document.vulnerabilities {
                reading.readVulnerability(vulnerability, &pool)
            }
        } else {
            reading.readAdvisory(&pool)
        }
        // Several repositories of a release have the same packages.
        for place in reading.statements.indices { reading.statements[place].removeRepetitions() }
        return (reading.statements, reading.tally)
    }

    /// What a product stands for.
    mutating func target(_ number: Int) -> Target {
        if let target = targets[number] { return target }
        let target = resolved(number)
        targets[number] = target
        return target
    }

    private mutating func resolved(_ number: Int) -> Target {
        guard let placement = document.products.placement(of: number) else { return .whole }
        let product = placement.platform
        let key = product.cpe ?? product.name
        let platform: CSAFPlatform?
        if let known = platforms[key] {
            platform = known
        } else {
            platform = CSAFPlatform.named(cpe: product.cpe, name: product.name)
            platforms[key] = .some(platform)
        }
        guard let platform else { return .other(product.name) }
        guard let package = CSAFPackage(placement.component) else { return .noPackage }
        return .package(package, platform)
    }

    /// The package that a product stands for; counts what it is instead.
    mutating func package(_ number: Int) -> (package: CSAFPackage, platform: CSAFPlatform)? {
        switch target(number) {
        case .package(let package, let platform): return (package, platform)
        case .other(let product): tally.add(product: product)
        case .noPackage: tally.add(.noPackage)
        case .whole: tally.add(.wholeProduct)
        }
        return nil
    }

    /// The products of a vulnerability that are fixed versions, each once.
    ///
    /// SUSE writes its fixes as `recommended`. Beside a fix that is called one, a recommended
    /// version of the same package is more than is needed and does not count.
    mutating func fixes(of vulnerability: CSAFVulnerability) -> [Int] {
        var seen: Set<Int> = []
        let called = [.firstFixed, .fixed].flatMap { vulnerability.products[$0] ?? [] }
            .filter { seen.insert($0).inserted }
        guard let recommended = vulnerability.products[.recommended] else { return called }
        let names = Set(called.flatMap { fixNames($0) })
        return called
            + recommended.filter {
                seen.insert($0).inserted && names.isDisjoint(with: fixNames($0))
            }
    }

    private mutating func fixNames(_ number: Int) -> [String] {
        guard case .package(let package, let platform) = target(number) else { return [] }
        return platform.streams.map { "\($0) \(package.name)" }
    }

    /// Changes the statement about an advisory, which is made where there is none.
    mutating func change(
        _ stream: Stream,
        _ advisory: String,
        _ body: (inout CSAFStatement) -> Void
    ) {
        let key = Key(stream: stream, advisory: advisory)
        let place = places[key] ?? statements.count
        if place == statements.count {
            places[key] = place
            statements.append(CSAFStatement(stream: stream, advisory: advisory))
        }
        body(&statements[place])
    }
}
