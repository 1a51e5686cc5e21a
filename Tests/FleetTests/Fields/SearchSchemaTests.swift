// SPDX-License-Identifier: Apache-2.0
import Fleet
import Query
import Testing

/// The one table of what can be searched for.
@Suite struct SearchSchemaTests {
    @Test("no spelling names two fields")
    func hasNoConflicts() {
        #expect(SearchSchema.devices.conflicts.isEmpty)
        #expect(SearchSchema.patches.conflicts.isEmpty)
    }

    @Test(
        "two spellings of a field mean the same",
        arguments: [
            ("name: web", "hostName: web"), ("group: web", "tags.name: web"),
            ("fqdn: web", "dnsName: web"), ("isScanned: true", "scanned: true"),
            ("id: 1-2", "asset.id: 1-2"), ("operatingSystem: deb", "asset.operatingSystem: deb"),
            ("missingPatchCount > 0", "asset.missingPatchCount > 0"),
            ("scannedAt > now-1d", "scanDateTime > now-1d"),
            ("lastSeenAt > now-1d", "asset.lastContactAt > now-1d"),
            ("activatedModules: [PM, MTG]", "activatedModules: [pm, mtg]"),
        ]
    )
    func deviceSpellings(first: String, second: String) throws {
        let parser = QueryParser(SearchSchema.devices, now: 0)
        #expect(try parser.filter(first) == parser.filter(second))
    }

    @Test(
        "a token of Qualys means a patch's field, with and without its prefix",
        arguments: [
            ("status: Missing", "patchStatus: Missing"), ("severity: None", "vendorSeverity: None"),
            ("advisory: MS13-098", "bulletin: MS13-098"), ("isSecurity: true", "security: true"),
            ("classification: security", "category: 'Security Patches'"),
            (
                "classification: [update, backport, thirdParty]",
                "category: 'Non-Security Patches'"
            ),
            ("modifiedAt > now-1d", "lastModified:> now-1d"),
            ("modifiedAt > now-1d", "modifiedDate > now-1d"),
            ("releasedAt > now-1d", "publishedDate > now-1d"),
            ("needsReboot: true", "rebootRequired: true"),
            ("title: web", "patchTitle: web"),
        ]
    )
    func patchSpellings(own: String, token: String) throws {
        let parser = QueryParser(SearchSchema.patches, now: 0)
        #expect(try parser.filter(own) == parser.filter(token))
        #expect(try parser.filter(own) == parser.filter("patch.\(token)"))
        #expect(try parser.filter(own) == parser.filter("patch: (\(token))"))
    }

    @Test(
        "every token that patches of Qualys show can be asked for",
        arguments: [
            "architecture: X64", "bulletin: MS13-098", "category: 'Security Patches'",
            "cve: CVE-2013-3900", "kb: KB2893294", "appFamily: Windows", "product: \"Server 2012\"",
            "qid: [90931, 91653]", "type: OS", "vendor: Microsoft", "isSuperseded: false",
            "downloadMethod: [Automatic, AcquireFromVendor]", "isRollback: true",
            "patchStatus:[Missing, Installed] and isSuperseded: false", "id: a-b",
            "platform: Linux",
            "missingCount > 0", "installedCount > 0",
        ]
    )
    func vendorTokens(query: String) throws {
        let parser = QueryParser(SearchSchema.patches, now: 0)
        let filter = try parser.filter(query)
        #expect(try parser.filter("patch: (\(query))") == filter)
        let text = try #require(QueryPrinter(SearchSchema.patches).text(of: filter))
        #expect(try parser.filter(text) == filter)
    }

    @Test("every field has an entry, and lists can be put in the order of all but titles")
    func hasEntries() {
        for field in PatchField.allCases {
            #expect(SearchSchema.patches.entry(of: field)?.uses.contains(.sort) == true)
        }
        for field in DeviceField.allCases {
            let uses = SearchSchema.devices.entry(of: field)?.uses
            let isSorted = ![.group, .missingPatchTitle, .installedPatchTitle].contains(field)
            #expect(uses?.contains(.search) == true)
            #expect(uses?.contains(.sort) == isSorted)
        }
    }

    @Test("words without a field are looked for where they always were")
    func freeText() {
        func names<Field>(_ schema: FieldSchema<Field>) -> [String] {
            schema.fields.filter { $0.uses.contains(.freeText) }.map(\.name)
        }
        #expect(names(SearchSchema.devices) == ["name", "fqdn", "address", "group", "stream"])
        #expect(names(SearchSchema.patches) == ["name", "advisory", "cve", "source"])
    }
}
