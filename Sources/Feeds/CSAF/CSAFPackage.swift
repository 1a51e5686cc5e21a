// SPDX-License-Identifier: Apache-2.0

/// The rpm package that a component of a document stands for.
struct CSAFPackage: Equatable {
    /// The package's name.
    let name: String
    /// Epoch, version and release in their one text form; `nil` where the component names none.
    let version: String?
    /// The architecture; empty where none is told, which means any.
    let architecture: String
    /// Whether it is a package without a version of a module, of whose streams a machine has one.
    let isModular: Bool

    /// Whether it is a source package.
    var isSource: Bool { architecture == "src" || architecture == "nosrc" }

    /// The architectures of rpm that stand at the end of a package's full name.
    private static let architectures: Set<String> = [
        "noarch", "src", "nosrc", "x86_64", "x86_64_v2", "x86_64_v3", "i386", "i486", "i586",
        "i686", "athlon", "ia64", "aarch64", "armv6hl", "armv7l", "armv7hl", "ppc", "ppc64",
        "ppc64le", "s390", "s390x", "riscv64", "sparc", "sparc64", "alpha",
    ]

    /// Reads a component; `nil` for a container, a module as a whole and other things.
    ///
    /// Red Hat writes the full name `hats-0:1.2-3.el9.x86_64`, with `::hats:2` behind it where the
    /// package is of a module, and the bare name or `hats.src` where no version is meant. SUSE
    /// writes `hats-1.2-3.1` with or without an architecture. The package URL decides what kind of
    /// thing it is; the epoch stands in the full name alone.
    init?(_ product: CSAFProducts.Product) {
        let purl = product.purl ?? ""
        let isRPM = purl.hasPrefix("pkg:rpm/")
        let module = purl.hasPrefix("pkg:rpmmod/") ? PackageURL(purl) : nil
        // `pkg:rpmmod/redhat/ruby:2.6/ruby` is a package in a module; without the second part of
        // the namespace it is the module.
        guard purl.isEmpty || isRPM || module?.namespace.contains("/") == true else { return nil }
        var text = product.name[...]
        var isModular = module != nil
        if let end = Self.moduleMark(in: text) {
            text = text[..<end]
            isModular = true
        } else if purl.isEmpty, let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) {
            // `ruby:2.6/ruby`; with a slash and no colon it is a container image.
            guard text[..<slash].utf8.contains(UInt8(ascii: ":")) else { return nil }
            text = text[text.index(after: slash)...]
            isModular = true
        }
        let suffix = Self.suffix(text)
        let bare = suffix.map { text.dropLast($0.utf8.count + 1) } ?? text
        if let full = Self.fullName(bare, needsEpoch: !purl.isEmpty) {
            (name, version) = (full.name, full.version)
            architecture = suffix ?? product.architecture
        } else if let parsed = module ?? (isRPM ? PackageURL(purl) : nil) {
            name = parsed.name
            version = parsed.version.flatMap {
                Self.canonical("\(parsed.qualifiers["epoch"] ?? "0"):\($0)")
            }
            architecture = parsed.qualifiers["arch"] ?? suffix ?? product.architecture
        } else {
            name = String(bare)
            version = nil
            architecture = suffix ?? product.architecture
        }
        self.isModular = version == nil && (isModular || purl.contains("rpmmod="))
        if name.isEmpty { return nil }
    }

    /// Where `::` stands, behind which a module is named.
    private static func moduleMark(in text: Substring) -> Substring.Index? {
        let colon = UInt8(ascii: ":")
        var previous: Substring.Index?
        for index in text.utf8.indices where text.utf8[index] == colon {
            if let previous, text.utf8.index(after: previous) == index { return previous }
            previous = index
        }
        return nil
    }

    /// The architecture that a name ends with.
    private static func suffix(_ text: Substring) -> String? {
        guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let suffix = String(text[text.utf8.index(after: dot)...])
        return architectures.contains(suffix) ? suffix : nil
    }

    /// Splits a full name; `nil` for a name that has no version.
    ///
    /// Without an epoch it only looks like one: `java-1_8_0-openjdk` has none. Then both parts must
    /// begin with a digit, and `32bit` is no release.
    private static func fullName(
        _ text: Substring,
        needsEpoch: Bool
    ) -> (name: String, version: String)? {
        let hyphen = UInt8(ascii: "-")
        guard let second = text.utf8.lastIndex(of: hyphen),
            let first = text[..<second].utf8.lastIndex(of: hyphen)
        else { return nil }
        let version = text[text.utf8.index(after: first)..<second]
        let release = text[text.utf8.index(after: second)...]
        if let colon = version.utf8.firstIndex(of: UInt8(ascii: ":")) {
            guard CalendarDate.number(version[..<colon], digits: 1...9) != nil else { return nil }
        } else {
            guard !needsEpoch, isDigit(version.utf8.first), isDigit(release.utf8.first),
                release != "32bit", release != "64bit"
            else { return nil }
        }
        return canonical("\(version)-\(release)").map { (String(text[..<first]), $0) }
    }

    private static func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (0x30...0x39).contains($0) } ?? false
    }

    /// The one text form; `nil` for what is no version of rpm with a release.
    private static func canonical(_ text: String) -> String? {
        do throws(RPMVersionText.Fault) {
            return try RPMVersionText.canonical(text)
        } catch {
            return nil
        }
    }
}
