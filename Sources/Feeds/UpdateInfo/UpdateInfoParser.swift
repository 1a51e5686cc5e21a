// SPDX-License-Identifier: Apache-2.0
import Domain

/// Reads an `updateinfo.xml`, the list of advisories of an rpm repository.
///
/// There is no written standard: the elements are those that createrepo_c and libsolv know. Feed
/// the text in chunks of any size, then call ``finish(stream:)``.
struct UpdateInfoParser {
    private let name: String
    private var reader: XMLReader
    private var list = List()

    /// Makes a parser; `name` stands for the file in errors.
    init(name: String) {
        self.name = name
        reader = XMLReader(name: name)
    }

    /// Takes the next bytes; throws `.feedMalformed` with the line.
    mutating func feed(_ chunk: UnsafeRawBufferPointer) throws {
        try reader.feed(chunk) { [name] event, line in
            do throws(RPMVersionText.Fault) {
                try list.take(event, line)
            } catch {
                throw DomainError.malformed(name, line: line, error.what)
            }
        }
    }

    /// Ends the list and returns its records and remarks; throws `.feedMalformed` for one that was
    /// cut off or names no advisory.
    consuming func finish(stream: Stream) throws -> (records: [PatchRecord], remarks: [String]) {
        try reader.finish()
        guard !list.updates.isEmpty else {
            throw DomainError.malformed(name, line: nil, "it names no advisory")
        }
        let offered = list.updates.filter { !$0.binaries.isEmpty }
        list.tally.withoutPackages = list.updates.count - offered.count
        return (offered.map { $0.record(stream: stream) }, list.tally.remarks)
    }

    /// The updates so far, and the one that is being read.
    private struct List {
        var updates: [UpdateInfoUpdate] = []
        var tally = UpdateInfoTally()
        private var places: [String: Int] = [:]
        private var path: [String] = []
        private var text = ""
        private var current: UpdateInfoUpdate?
        private var isInModule = false

        mutating func take(_ event: XMLEvent, _ line: Int) throws(RPMVersionText.Fault) {
            switch event {
            case .start(let element, let attributes):
                path.append(element)
                text = ""
                try begin(attributes, line)
            case .text(let characters): text += characters
            case .end:
                try end()
                path.removeLast()
            }
        }

        private mutating func begin(
            _ attributes: [String: String],
            _ line: Int
        ) throws(RPMVersionText.Fault) {
            guard path[0] == "updates" else {
                throw RPMVersionText.Fault(what: "the root is <\(path[0])>, not <updates>")
            }
            switch path.dropFirst() {
            case ["update"]: current = UpdateInfoUpdate(line: line, attributes: attributes)
            case ["update", "issued"]:
                let date = attributes["date"] ?? ""
                current?.issuedAt = ISODate.update(date)
                if !date.isEmpty, current?.issuedAt == nil {
                    throw RPMVersionText.Fault(what: "no date of issue: \(date)")
                }
            case ["update", "references", "reference"]:
                if attributes["type"] == "cve" {
                    current?.add(cve: attributes["id"] ?? attributes["title"] ?? "")
                }
            case ["update", "pkglist", "collection"]: isInModule = false
            case ["update", "pkglist", "collection", "module"]: isInModule = true
            case ["update", "pkglist", "collection", "package"]:
                let isBinary = try current?.add(package: attributes) == true
                if !isBinary { tally.sources += 1 }
                if isBinary, isInModule { tally.modular += 1 }
            default: break
            }
        }

        private mutating func end() throws(RPMVersionText.Fault) {
            switch path.dropFirst() {
            case ["update", "id"]:
                let id = trimmed
                current?.id = id
            case ["update", "title"]:
                let title = trimmed
                current?.title = title
            case ["update", "severity"]:
                let rating = trimmed
                current?.rating = rating
            case ["update"]: try close()
            default: break
            }
        }

        /// The characters of the element, with each run of white space as one space.
        private var trimmed: String {
            text.split { $0.isWhitespace }.joined(separator: " ")
        }

        private mutating func close() throws(RPMVersionText.Fault) {
            guard let update = current else { return }
            current = nil
            guard !update.id.isEmpty else {
                throw RPMVersionText.Fault(
                    what: "the update that begins in line \(update.line) has no id"
                )
            }
            if update.status == "retracted" {
                tally.retracted += 1
                return
            }
            if update.classification == nil { tally.types[update.type, default: 0] += 1 }
            guard let place = places[update.id] else {
                places[update.id] = updates.count
                updates.append(update)
                return
            }
            updates[place].join(update)
            tally.joined += 1
        }
    }
}

/// What a list of updates leaves aside, counted for its remarks.
struct UpdateInfoTally {
    /// Advisories that their publisher has taken back.
    var retracted = 0
    /// Further elements about an advisory that is there already.
    var joined = 0
    /// Advisories that name nothing to install.
    var withoutPackages = 0
    /// Source packages.
    var sources = 0
    /// Packages of modules.
    var modular = 0
    /// Types that are not known.
    var types: [String: Int] = [:]

    /// The sentences.
    var remarks: [String] {
        let counts = [
            ("Advisories that were retracted, left aside", retracted),
            ("Advisories that stand more than once, joined", joined),
            ("Advisories without packages, left aside", withoutPackages),
            ("Source packages, left aside", sources),
            ("Packages that belong to modules", modular),
        ]
        var sentences = counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)." }
        if !types.isEmpty {
            let total = types.values.reduce(0, +)
            let parts = types.sorted { $0.key < $1.key }.map { type, count in
                "\(count) \(type.isEmpty ? "without type" : type)"
            }
            sentences.append(
                "Advisories of other types, taken as updates: \(total)"
                    + " (\(parts.joined(separator: ", ")))."
            )
        }
        return sentences
    }
}
