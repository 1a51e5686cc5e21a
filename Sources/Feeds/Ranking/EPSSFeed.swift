// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Loads the scores of EPSS, the probabilities of an exploit within 30 days, which rank patches.
package enum EPSSFeed {
    /// The content of a file of scores, plain or compressed; its name is `epss`.
    ///
    /// The file is a CSV with the columns `cve`, `epss` and `percentile` under a comment that says
    /// when it was made. It has no count: a plain text that was cut off between two rows is not
    /// noticed, a compressed one is.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - progress: Receives how far the reading is, in decompressed bytes.
    /// - Returns: The content: one record for each vulnerability, in the order of their names.
    /// - Throws: `.feedUnavailable` for what is not there, `.feedMalformed` with the file and the
    ///   line for what cannot be read.
    package static func content(
        path: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        try content(of: Decompressor(path: path), source: path, progress: progress)
    }

    /// The content of an input; `source` stands for it in errors and the revision.
    static func content(
        of input: Decompressor,
        source: String,
        progress: FeedProgress.Report? = nil
    ) throws -> FeedContent {
        var reader = CSVReader(
            name: source,
            header: ["cve", "epss", "percentile"],
            skipsComments: true
        )
        var scores: [VulnerabilityRecord] = []
        var known: Set<String> = []
        var done: Int64 = 0
        try input.read { chunk in
            try Task.checkCancellation()
            guard done > 0 || chunk.first == UInt8(ascii: "#") else {
                throw DomainError.malformed(
                    source,
                    line: 1,
                    "no EPSS scores: they begin with #model_version:…,score_date:…"
                )
            }
            try reader.feed(chunk) { row in
                let score = try score(row)
                guard known.insert(score.cve).inserted else {
                    throw row.fault("\(score.cve) stands here a second time")
                }
                scores.append(score)
            }
            done += Int64(chunk.count)
            progress?(FeedProgress(item: source, doneBytes: done, totalBytes: nil))
        }
        try reader.finish()
        let comment = try EPSSComment(reader.preamble.first ?? "", name: source)
        guard !scores.isEmpty else {
            throw DomainError.malformed(source, line: nil, "it names no vulnerability")
        }
        scores.sort { $0.cve < $1.cve }
        var content = FeedContent(
            feed: "epss",
            digest: digest(scores, comment),
            source: source,
            records: []
        )
        content.publishedAt = comment.scoredAt
        content.vulnerabilities = scores
        return content
    }

    private static func score(_ row: CSVRow) throws -> VulnerabilityRecord {
        guard CVEName.isWellFormed(row.bytes(0)) else {
            throw row.fault("no CVE's name: \(try row[0])")
        }
        var score = VulnerabilityRecord(cve: try row[0])
        score.probability = try share(row, 1)
        score.percentile = try share(row, 2)
        return score
    }

    /// A decimal number from 0 to 1, the ends included.
    private static func share(_ row: CSVRow, _ column: Int) throws -> Double {
        let text = try row[column]
        let isDecimal = row.bytes(column).allSatisfy { byte in
            (0x30...0x39).contains(byte) || ".+-eE".utf8.contains(byte)
        }
        guard isDecimal, let value = Double(text), (0...1).contains(value) else {
            let name = row.columns.names[row.columns.wanted[column]]
            throw row.fault("\(name): no number from 0 to 1: \(text)")
        }
        return value
    }

    private static func digest(_ scores: [VulnerabilityRecord], _ comment: EPSSComment) -> String {
        var hash = ContentHash()
        hash.add("epss scores 1")
        hash.add(comment.model)
        hash.add("\(comment.scoredAt.milliseconds)")
        for score in scores {
            hash.add(score.cve)
            hash.add("\(score.probability ?? -1) \(score.percentile ?? -1)")
        }
        return hash.hexadecimal
    }
}
