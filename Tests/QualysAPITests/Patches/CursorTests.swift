// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Foundation
import HTTPTypes
import Query
import Services
import Testing

@testable import QualysAPI

@Suite struct CursorTests {
    private static let text = "9bf5e773-177e-467c-a79a-1c345546be32"
    private static let byName = [FieldOrder<DeviceField>(.name)]

    private static var id: UUID { get throws { try #require(UUID(uuidString: text)) } }

    @Test(
        "a name of any letters comes back as it was",
        arguments: [
            "alder", "Web Server 7", "a,b,c", ",", "*", "100%", "%41", "Erle-ü-œ", "🌲", "a\tb",
            " a ",
            "", "a+b&c=d", "\"quoted\"",
        ]
    )
    func keepsNames(name: String) throws {
        let mark = PageMark(values: [.text(name)], id: try Self.id)
        let text = Cursor.text(of: mark)
        #expect(try Cursor.mark(text, by: Self.byName, SearchSchema.devices) == mark)
        let isVisible = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        #expect(isVisible, "\(text) cannot stand in a header field")
        #expect(text.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "&") })
    }

    @Test("the place of an asset is its name and its id")
    func isReadable() throws {
        let mark = PageMark(values: [.text("alder")], id: try Self.id)
        #expect(Cursor.text(of: mark) == "alder,\(Self.text)")
    }

    @Test(
        "a place that a client wrote may have commas and anything else in the name",
        arguments: [
            "alder", "rack 1, shelf 2", "a,,b", "50% off, büro", ",",
        ]
    )
    func readsNamesAsTheyAre(name: String) throws {
        for id in [Self.text, " \(Self.text)", Self.text.uppercased()] {
            let mark = try Cursor.mark("\(name),\(id)", by: Self.byName, SearchSchema.devices)
            #expect(mark == PageMark(values: [.text(name)], id: try Self.id))
        }
    }

    @Test("values of every type come back as they were")
    func keepsValues() throws {
        let orders: [FieldOrder<PatchField>] = [
            FieldOrder(.releasedAt), FieldOrder(.severity), FieldOrder(.isExploited),
            FieldOrder(.classification), FieldOrder(.name), FieldOrder(.needsReboot),
        ]
        let values: [Value?] = [
            .number(-5), .number(4), .flag(true), .text("security"), .text("12"), nil,
        ]
        let mark = PageMark(values: values, id: try Self.id)
        let text = Cursor.text(of: mark)
        #expect(text == "-5,4,true,security,12,*,\(Self.text)")
        #expect(try Cursor.mark(text, by: orders, SearchSchema.patches) == mark)
    }

    @Test(
        "what is no place is refused",
        arguments: [
            ("", "the id of a row"), ("alder", "the id of a row"), ("alder,7", "the id of a row"),
            ("9bf5e773-177e-467c-a79a-1c345546be32", "2 values"),
            ("1,9bf5e773-177e-467c-a79a-1c345546be32", "2 values"),
            ("1,a,b,9bf5e773-177e-467c-a79a-1c345546be32", "2 values"),
            ("x,a,9bf5e773-177e-467c-a79a-1c345546be32", "releasedAt must be a whole number"),
            ("1.5,a,9bf5e773-177e-467c-a79a-1c345546be32", "releasedAt must be a whole number"),
            ("1,%FF,9bf5e773-177e-467c-a79a-1c345546be32", "UTF-8"),
        ]
    )
    func refusesOthers(text: String, reason: String) throws {
        let orders = [FieldOrder<PatchField>(.releasedAt), FieldOrder(.name)]
        let error = #expect(throws: DomainError.self) {
            try Cursor.mark(text, by: orders, SearchSchema.patches)
        }
        #expect(error?.code == .requestInvalid)
        #expect(error?.subject?.hasPrefix("parameter searchAfter: ") == true)
        #expect(error?.subject?.contains(reason) == true, "\(error?.subject ?? "")")
    }
}
