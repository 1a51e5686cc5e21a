// SPDX-License-Identifier: Apache-2.0

import PackageFormats
import Testing

@Suite struct DebianSourceFieldTests {
    @Test(
        "a name comes with or without a version",
        arguments: [
            ("openssl", "openssl", nil), ("gcc-12 (12.2.0-14)", "gcc-12", "12.2.0-14"),
            ("a52dec(0.7.4-20)", "a52dec", "0.7.4-20"), (" x \t ( 1:2~3 ) ", "x", "1:2~3"),
            ("libsigc++-2.0 (2.12.0-1)", "libsigc++-2.0", "2.12.0-1"), ("x\n(1)", "x", "1"),
            ("Old_Name", "Old_Name", nil),
        ] as [(String, String, String?)]
    )
    func parses(_ value: String, _ name: String, _ version: String?) throws {
        let source = try DebianSourceField(parsing: value)
        #expect(source.name == name)
        #expect(source.version == version)
    }

    @Test(
        "anything else is refused with the part that is wrong",
        arguments: [
            ("", DebianSourceField.Failure.empty), (" \t", .empty),
            ("-a", .invalidName("-a")), ("a/b", .invalidName("a/b")), ("(1)", .invalidName("")),
            ("é", .invalidName("é")), ("a, b", .invalidName("a,")),
            ("a b", .invalidVersion("b")), ("a (1", .invalidVersion("(1")),
            ("a 1)", .invalidVersion("1)")), ("a ()", .invalidVersion("()")),
            ("a ( )", .invalidVersion("( )")), ("a (1) b", .invalidVersion("(1) b")),
            ("a (1 2)", .invalidVersion("(1 2)")), ("a (1) (2)", .invalidVersion("(1) (2)")),
            ("a (", .invalidVersion("(")), ("a ((1))", .invalidVersion("((1))")),
        ]
    )
    func refused(_ value: String, _ failure: DebianSourceField.Failure) {
        #expect(throws: failure) { try DebianSourceField(parsing: value) }
    }

    @Test("failures show the text they are about")
    func descriptions() {
        #expect(
            DebianSourceField.Failure.invalidVersion("(1").description
                == #""(1" is not one version in parentheses"#
        )
    }
}
