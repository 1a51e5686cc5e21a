// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import PackageFormats

/// One update as the Windows Update Agent has it (`IUpdate`).
struct WindowsUpdateRow: Sendable, Equatable {
    /// The identity, which is what others say they replace.
    var id = ""
    /// The numbers by which it is called; most updates have one, drivers have none.
    var articles: [KBArticle] = []
    /// The identities of the updates that it replaces.
    var supersedes: [String] = []
    /// Whether an administrator has hidden it.
    var isHidden = false

    /// Reads one row.
    init(_ cursor: inout JSONCursor) throws {
        var id: String?
        var articles: [KBArticle]?
        try cursor.object { key, cursor in
            switch key {
            case "id": id = try cursor.string()
            case "kbs":
                var found: [KBArticle] = []
                try cursor.array { cursor in
                    let text = try cursor.string()
                    guard let article = KBArticle(text) else {
                        throw cursor.fault("no number of an update: \(text)")
                    }
                    found.append(article)
                }
                articles = found
            case "supersedes": try cursor.array { supersedes.append(try $0.string()) }
            case "hidden": isHidden = try cursor.flag()
            default: break
            }
        }
        guard let id else { throw cursor.fault("id is missing") }
        guard let articles else { throw cursor.fault("kbs is missing") }
        (self.id, self.articles) = (id, articles)
    }

    /// Reads a list of rows.
    static func list(_ cursor: inout JSONCursor) throws -> [WindowsUpdateRow] {
        var rows: [WindowsUpdateRow] = []
        try cursor.array { rows.append(try WindowsUpdateRow(&$0)) }
        return rows
    }
}

/// What ``WindowsScripts/survey`` found.
struct WindowsSurvey: Sendable, Equatable {
    /// What the update agent knows.
    struct AgentRows: Sendable, Equatable {
        /// The updates that it finds installed.
        var installed: [WindowsUpdateRow] = []
        /// Those whose installation, or removal, ends with the next restart.
        var pending: [WindowsUpdateRow] = []
        /// Those that are not installed and apply, hidden ones included.
        var offered: [WindowsUpdateRow] = []
    }

    /// What the machine is.
    var system = WindowsSystem()
    /// The identities in the component store: `KB…`, and for other fixes anything.
    var hotfixes: [String] = []
    /// The update agent's knowledge; `nil` where it failed.
    var agent: AgentRows?
    /// How the update agent failed.
    var agentFault: WindowsFault?

    /// The updates whose restart is still to come.
    var pending: Set<KBArticle> { Set((agent?.pending ?? []).flatMap(\.articles)) }

    /// The updates that are installed and in effect, by the component store and the update agent.
    ///
    /// The update history does not count: it keeps the installation of what was removed since by
    /// other means than the agent, and a patch that is gone must not pass for one that is there.
    var installed: Set<KBArticle> {
        var all = Set(hotfixes.compactMap { KBArticle($0) })
        all.formUnion((agent?.installed ?? []).flatMap(\.articles))
        return all.subtracting(pending)
    }

    /// Reads the answer of the script.
    init(_ cursor: inout JSONCursor) throws {
        var system: WindowsSystem?
        var hotfixes: [String]?
        try cursor.object { key, cursor in
            switch key {
            case "system": system = try WindowsSystem(&cursor)
            case "hotfixes":
                var found: [String] = []
                try cursor.array { found.append(try $0.string()) }
                hotfixes = found
            case "agent": if try !cursor.skipNull() { agent = try Self.agentRows(&cursor) }
            case "agentFailure":
                if try !cursor.skipNull() { agentFault = try WindowsFault(&cursor) }
            default: break
            }
        }
        guard let system else { throw cursor.fault("system is missing") }
        guard let hotfixes else { throw cursor.fault("hotfixes is missing") }
        guard agent != nil || agentFault != nil else {
            throw cursor.fault("it has neither agent nor agentFailure")
        }
        (self.system, self.hotfixes) = (system, hotfixes)
    }

    private static func agentRows(_ cursor: inout JSONCursor) throws -> AgentRows {
        var installed: [WindowsUpdateRow]?
        var pending: [WindowsUpdateRow]?
        var offered: [WindowsUpdateRow]?
        try cursor.object { key, cursor in
            switch key {
            case "installed": installed = try WindowsUpdateRow.list(&cursor)
            case "pending": pending = try WindowsUpdateRow.list(&cursor)
            case "offered": offered = try WindowsUpdateRow.list(&cursor)
            default: break
            }
        }
        guard let installed, let pending, let offered else {
            throw cursor.fault("installed, pending or offered is missing")
        }
        return AgentRows(installed: installed, pending: pending, offered: offered)
    }
}

extension WindowsSystem {
    /// Reads the member `system`.
    init(_ cursor: inout JSONCursor) throws {
        self.init()
        try cursor.object { key, cursor in
            switch key {
            case "productName": productName = try cursor.string()
            case "build": build = try cursor.string()
            case "revision": revision = try cursor.integer()
            case "kernel": kernel = try cursor.string()
            case "kind": kind = try cursor.string()
            case "processor": processor = try cursor.string()
            default: break
            }
        }
        if productName.isEmpty { throw cursor.fault("productName is missing or empty") }
        if build.isEmpty { throw cursor.fault("build is missing or empty") }
        if processor.isEmpty { throw cursor.fault("processor is missing or empty") }
    }
}
