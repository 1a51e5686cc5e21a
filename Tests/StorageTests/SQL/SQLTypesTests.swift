// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Storage

@Suite struct SQLTypesTests {
    @Test("the schema's types get the engine's names")
    func namesTypes() {
        let types = SQLTypes(
            text: "text COLLATE \"C\"",
            integer: "integer",
            bigint: "bigint",
            blob: "bytea"
        )
        let sql = types.naming("a {text} NOT NULL, b {integer}, c {bigint}, d {blob}, e {text}")
        #expect(
            sql == """
                a text COLLATE "C" NOT NULL, b integer, c bigint, d bytea, e text COLLATE "C"
                """
        )
    }
}
