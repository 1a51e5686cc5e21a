// SPDX-License-Identifier: Apache-2.0
import PackageFormats

/// What ``WindowsScripts/offer(_:)`` found.
struct WindowsOffer: Sendable, Equatable {
    /// The last entry of the update history about one update (`IUpdateHistoryEntry`).
    struct HistoryEntry: Sendable, Equatable {
        /// The update.
        let article: KBArticle
        /// When it was, in UTC as ISO 8601.
        let date: String
        /// Whether it was installed; else it was removed.
        let isInstallation: Bool
        /// How it ended.
        let result: WindowsOperationResult
        /// The code with which it ended.
        let code: WindowsUpdateCode

        /// A sentence about it.
        var text: String {
            let operation = isInstallation ? "installation" : "removal"
            let end = code.value == 0 ? "" : ", \(code.description)"
            return "the history's last entry is the \(operation) of \(date): \(result.words)\(end)"
        }
    }

    /// The updates that can be installed.
    var offered: [WindowsUpdateRow] = []
    /// The same and those that they replace; empty where everything is offered.
    var all: [WindowsUpdateRow] = []
    /// What the history says of those that are not offered.
    var history: [HistoryEntry] = []

    /// Why an update is not offered; `nil` for one that is.
    func obstacle(_ article: KBArticle) -> String? {
        if offered.contains(where: { $0.articles.contains(article) }) { return nil }
        let successors = successors(of: article)
        var text =
            successors.isEmpty
            ? "\(article.name) is not offered to this machine"
            : "\(article.name) is no longer offered: "
                + successors.map(\.name).joined(separator: ", ")
                + (successors.count == 1 ? " replaces it" : " replace it")
        if let entry = history.first(where: { $0.article == article }) {
            text += "; \(entry.text)"
        }
        return text
    }

    /// The offered updates that replace one, over any number of steps.
    func successors(of article: KBArticle) -> [KBArticle] {
        var replaced = Set(all.filter { $0.articles.contains(article) }.map(\.id))
        var rows: [WindowsUpdateRow] = []
        var isGrowing = !replaced.isEmpty
        while isGrowing {
            let next = (all + offered).filter { row in
                !replaced.contains(row.id) && row.supersedes.contains(where: replaced.contains)
            }
            isGrowing = !next.isEmpty
            replaced.formUnion(next.map(\.id))
            rows += next
        }
        let ids = Set(offered.map(\.id))
        return Set(rows.filter { ids.contains($0.id) }.flatMap(\.articles)).sorted()
    }

    /// Reads the answer of the script.
    init(_ cursor: inout JSONCursor) throws {
        var offered: [WindowsUpdateRow]?
        try cursor.object { key, cursor in
            switch key {
            case "offered": offered = try WindowsUpdateRow.list(&cursor)
            case "all": all = try WindowsUpdateRow.list(&cursor)
            case "history": try cursor.array { history.append(try HistoryEntry(&$0)) }
            default: break
            }
        }
        guard let offered else { throw cursor.fault("offered is missing") }
        self.offered = offered
    }
}

extension WindowsOffer.HistoryEntry {
    /// Reads one entry.
    init(_ cursor: inout JSONCursor) throws {
        var article: KBArticle?
        var date: String?
        var operation: Int64?
        var result: WindowsOperationResult?
        var code: WindowsUpdateCode?
        try cursor.object { key, cursor in
            switch key {
            case "kb":
                let text = try cursor.string()
                article = KBArticle(text)
                if article == nil { throw cursor.fault("no number of an update: \(text)") }
            case "date": date = try cursor.string()
            case "operation":
                // UpdateOperation of wuapi.h.
                operation = try cursor.integer()
                guard operation == 1 || operation == 2 else {
                    throw cursor.fault("no operation: \(operation ?? 0)")
                }
            case "result":
                let number = try cursor.integer()
                result = WindowsOperationResult(rawValue: number)
                if result == nil { throw cursor.fault("no result of an operation: \(number)") }
            case "hresult": code = try WindowsFault.code(&cursor)
            default: break
            }
        }
        guard let article, let date, let operation, let result, let code else {
            throw cursor.fault("kb, date, operation, result or hresult is missing")
        }
        self.init(
            article: article,
            date: date,
            isInstallation: operation == 1,
            result: result,
            code: code
        )
    }
}
