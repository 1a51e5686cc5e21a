// SPDX-License-Identifier: Apache-2.0

import Query

/// What `scripts/fuzz` calls with each text that the fuzzer makes up.
///
/// The reader either refuses the text at a place that lies in it, or gives a filter whose printed
/// form is read as the same filter again. The fuzzer itself finds traps and texts that take long.
@_cdecl("LLVMFuzzerTestOneInput")
func readsOrRefuses(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let query = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let filter: Filter<Column>
    do {
        filter = try parse(query)
    } catch {
        check(error, query)
        return 0
    }
    guard let text = QueryPrinter(.sample).text(of: filter) else {
        fatalError("a filter that was read cannot be written: \(query.debugDescription)")
    }
    // A word without a field becomes a term for each field of free text, and lists are printed in
    // parentheses, so the limits of what people write do not hold for what is printed.
    let again = try? parse(text, limits: QueryLimits(bytes: .max, depth: 200, terms: .max))
    guard again == filter else {
        fatalError("\(query.debugDescription) is written as \(text.debugDescription)")
    }
    _ = filter.accepts { row[$0] ?? [] }
    return 0
}

/// Ends the run where a refusal is no use to a person.
private func check(_ error: QueryDiagnostic, _ query: String) {
    let size = query.utf8.count
    let isInside = error.offset >= 0 && error.length >= 0 && error.offset + error.length <= size
    let isShown =
        error.column >= 1 && error.column <= query.count + 1 && !error.message.isEmpty
        && error.drawing(under: query).contains("^")
    guard isInside, isShown else {
        fatalError("\(query.debugDescription) is refused at byte \(error.offset): \(error)")
    }
}

/// A row to ask the filters about.
private let row: [Column: [Value]] = [
    .title: [.text("Security update for the web server 1.2.3")],
    .kb: [.text("KB5001330"), .text("web-1")],
    .missingCount: [.number(5)],
    .published: [.number(theTime)],
    .isSecurity: [.flag(true)],
    .severity: [.number(4)],
    .address: [.text("10.0.0.1"), .text("fe80::1")],
    .port: [.number(22), .number(443)],
]
