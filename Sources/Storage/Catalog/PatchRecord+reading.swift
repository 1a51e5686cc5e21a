// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

extension PatchRecord: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var stream: String?
        var source: String?
        var version: String?
        var binaries: [PatchBinary]?
        var advisories: [AdvisoryReference]?
        // What is not required is put into a record that is made first.
        var rest = PatchRecord(stream: Stream(rawValue: ""), source: "", version: "")
        try cursor.object { key, cursor in
            switch key {
            case "stream": stream = try cursor.string()
            case "source": source = try cursor.string()
            case "version": version = try cursor.string()
            case "binaries": binaries = try cursor.list()
            case "advisories": advisories = try cursor.list()
            default: try rest.read(key, &cursor)
            }
        }
        self = rest
        self.stream = Stream(rawValue: try cursor.required(stream, "stream"))
        self.source = try cursor.required(source, "source")
        self.version = try cursor.required(version, "version")
        self.binaries = try cursor.required(binaries, "binaries")
        self.advisories = try cursor.required(advisories, "advisories")
    }

    private mutating func read(_ key: String, _ cursor: inout JSONCursor) throws {
        switch key {
        case "title": title = try cursor.stringIfPresent()
        case "origin": origin = try cursor.isNull ? nil : PatchOrigin(reading: &cursor)
        case "phasedPercentage":
            phasedPercentage = try cursor.integerIfPresent().map(Int.init)
        case "severity": severity = try cursor.isNull ? nil : Patch.Severity(reading: &cursor)
        case "classification": classification = try cursor.isNull ? nil : cursor.word()
        case "supersedes": supersedes = try cursor.stringsIfPresent()
        case "affected": affected = try cursor.listIfPresent()
        case "subscription": subscription = try cursor.stringIfPresent()
        case "needsReboot": needsReboot = try cursor.flagIfPresent()
        default: break
        }
    }
}

extension Patch.Severity: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        let number = try cursor.integer()
        guard let severity = Self(rawValue: Int(number)) else {
            throw cursor.fault("no severity")
        }
        self = severity
    }
}

extension PatchOrigin: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var origin: String?
        var label: String?
        var suite: String?
        var codename: String?
        var component: String?
        var willingness: Willingness?
        try cursor.object { key, cursor in
            switch key {
            case "origin": origin = try cursor.string()
            case "label": label = try cursor.string()
            case "suite": suite = try cursor.string()
            case "codename": codename = try cursor.string()
            case "component": component = try cursor.string()
            case "willingness": willingness = try cursor.word()
            default: break
            }
        }
        self.init(
            origin: try cursor.required(origin, "origin"),
            label: try cursor.required(label, "label"),
            suite: try cursor.required(suite, "suite"),
            codename: try cursor.required(codename, "codename"),
            component: try cursor.required(component, "component"),
            willingness: try cursor.required(willingness, "willingness")
        )
    }
}

extension PatchBinary: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var name: String?
        var architecture: String?
        var version: String?
        var size: Int64?
        try cursor.object { key, cursor in
            switch key {
            case "name": name = try cursor.string()
            case "architecture": architecture = try cursor.string()
            case "version": version = try cursor.string()
            case "size": size = try cursor.integerIfPresent()
            default: break
            }
        }
        self.init(
            name: try cursor.required(name, "name"),
            architecture: try cursor.required(architecture, "architecture"),
            version: try cursor.required(version, "version"),
            size: size
        )
    }
}

extension AdvisoryReference: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var name: String?
        var title: String?
        var issuedAt: Timestamp?
        var cves: [String]?
        try cursor.object { key, cursor in
            switch key {
            case "name": name = try cursor.string()
            case "title": title = try cursor.string()
            case "issuedAt": issuedAt = try cursor.timestampIfPresent()
            case "cves": cves = try cursor.strings()
            default: break
            }
        }
        self.init(
            name: try cursor.required(name, "name"),
            title: try cursor.required(title, "title"),
            issuedAt: issuedAt,
            cves: try cursor.required(cves, "cves")
        )
    }
}

extension AffectedPackage: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var name: String?
        var isSource: Bool?
        var answer: Answer?
        try cursor.object { key, cursor in
            switch key {
            case "name": name = try cursor.string()
            case "isSource": isSource = try cursor.flag()
            case "answer": answer = try cursor.word()
            default: break
            }
        }
        self.init(
            name: try cursor.required(name, "name"),
            isSource: try cursor.required(isSource, "isSource"),
            answer: try cursor.required(answer, "answer")
        )
    }
}
