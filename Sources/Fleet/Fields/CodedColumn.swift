// SPDX-License-Identifier: Apache-2.0
import Query

/// A column of a few different things.
struct CodedColumn<Element: Hashable & Sendable>: Sendable {
    private var codes = ChunkedArray<UInt32>()
    private var elements: [Element] = []
    private var known: [Element: UInt32] = [:]

    /// Makes a column without rows.
    init() {}

    /// Sets the element of a row, which is new or not.
    mutating func set(_ row: UInt32, _ element: Element?) {
        while codes.count <= row { codes.append(Column.noCode) }
        codes[row] = element.map { code(of: $0) } ?? Column.noCode
    }

    private mutating func code(of element: Element) -> UInt32 {
        if let code = known[element] { return code }
        known[element] = UInt32(elements.count)
        elements.append(element)
        return UInt32(elements.count - 1)
    }

    /// The column, given the value of each element.
    func column(_ value: (Element) -> Value) -> Column {
        .codes(codes, .values(elements.map(value)))
    }

    /// The column, given what each element is called; one without a name has no value.
    func namedColumn(_ name: (Element) -> String?) -> Column {
        .codes(codes, .texts(TextColumn(elements.map(name))))
    }
}

/// Texts, each different one once.
struct TextTable: Sendable {
    /// The texts by their codes.
    private(set) var texts = TextColumn()
    private var known: [ExactText: UInt32] = [:]

    /// The code of a text, which is new or not.
    mutating func code(of text: String) -> UInt32 {
        let text = ExactText(text)
        if let code = known[text] { return code }
        known[text] = UInt32(texts.count)
        texts.append(text.text)
        return UInt32(texts.count - 1)
    }
}

/// At most one text for each row, each different text once.
struct CodedTexts: Sendable {
    private var codes = ChunkedArray<UInt32>()
    private var table = TextTable()
    private var last: (text: String, code: UInt32) = ("", Column.noCode)

    /// Makes a column without rows.
    init() {}

    /// Sets the text of a row, which is new or not.
    mutating func set(_ row: UInt32, _ text: String?) {
        while codes.count <= row { codes.append(Column.noCode) }
        guard let text else {
            codes[row] = Column.noCode
            return
        }
        // Rows that stand together often say the same.
        if last.code == Column.noCode || !last.text.hasBytes(of: text) {
            last = (text, table.code(of: text))
        }
        codes[row] = last.code
    }

    /// The column.
    var column: Column { .codes(codes, .texts(table.texts)) }
}

/// Any number of texts for each row, each different text once.
struct TextLists: Sendable {
    private var lists = RaggedArray<UInt32>()
    private var table = TextTable()
    private var last: (row: [String], codes: [UInt32]) = ([], [])

    /// Makes lists of no row.
    init() {}

    /// Adds a row at the end.
    mutating func append(_ row: [String]) {
        // Rows that stand together often say the same.
        if !last.row.hasBytes(of: row) { last = (row, row.map { table.code(of: $0) }) }
        lists.append(last.codes)
    }

    /// The column.
    var column: Column { .lists(lists, .texts(table.texts)) }
}

/// Any number of texts for each row, most of them different ones.
///
/// Each has a code of its own; the codes of former ones stay behind.
struct OwnTextLists: Sendable {
    private var lists = RaggedArray<UInt32>()
    private var texts = TextColumn()

    /// Makes lists of no row.
    init() {}

    /// Adds a row at the end.
    mutating func append(_ row: [String]) { lists.append(codes(row)) }

    /// Gives a row other texts.
    ///
    /// - Precondition: The row exists.
    mutating func replace(_ row: UInt32, with other: [String]) {
        lists.replace(row, with: codes(other))
    }

    private mutating func codes(_ row: [String]) -> [UInt32] {
        row.map { text in
            texts.append(text)
            return UInt32(texts.count - 1)
        }
    }

    /// The column.
    var column: Column { .lists(lists, .texts(texts)) }
}

/// Any number of numbers for each row, each different number once.
struct NumberLists: Sendable {
    private var lists = RaggedArray<UInt32>()
    private var numbers: [Int64] = []
    private var known: [Int64: UInt32] = [:]

    /// Makes lists of no row.
    init() {}

    /// Adds a row at the end.
    mutating func append(_ row: [Int64]) {
        lists.append(
            row.map { number in
                if let code = known[number] { return code }
                known[number] = UInt32(numbers.count)
                numbers.append(number)
                return UInt32(numbers.count - 1)
            }
        )
    }

    /// The column.
    var column: Column { .lists(lists, .values(numbers.map { .number($0) })) }
}

/// At most one number for each row.
struct NumberColumn: Sendable {
    private var numbers = ChunkedArray<Int64>()
    private var present = Bitmap(count: 0)

    /// Makes a column without rows.
    init() {}

    /// Sets the number of a row, which is new or not.
    mutating func set(_ row: UInt32, _ number: Int64?) {
        while numbers.count <= row { numbers.append(0) }
        if present.count <= row { present.grow(to: numbers.count) }
        numbers[row] = number ?? 0
        if number == nil { present.remove(row) } else { present.insert(row) }
    }

    /// The column.
    var column: Column { .numbers(numbers, present: present) }
}
