// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@Suite struct ReportAttemptTests {
    private let start = Timestamp(milliseconds: 1_900_000_000_000)

    private var report: Report {
        Report(
            id: ID(derivedFrom: "report"),
            number: 1,
            tenant: ID(derivedFrom: "tenant"),
            path: TenantPath(root: 1),
            dialect: "d",
            kind: "k",
            subject: .patches,
            name: "n",
            summary: "",
            format: .csv,
            request: "{}",
            createdBy: "user:zoë",
            createdAt: start
        )
    }

    @Test("a new report may be begun at once and expires after its lifetime")
    func beginsAtOnce() {
        let report = report
        #expect(report.state == .queued)
        #expect(report.heldUntil == start)
        #expect(report.expiresAt == start + Report.lifetime)
    }

    @Test("an attempt that ends well makes it readable, and its lifetime begins anew")
    func finishes() {
        var report = report
        let begins = report.begin(at: start + .seconds(5))
        #expect(begins)
        #expect(report.state == .running)
        #expect(report.attempt == 1)
        #expect(report.startedAt == start + .seconds(5))
        #expect(report.heldUntil == start + .seconds(5) + Report.lease)
        report.renew(at: start + .seconds(50))
        #expect(report.heldUntil == start + .seconds(50) + Report.lease)
        report.finish(rows: 7, bytes: 70, at: start + .seconds(60))
        #expect(report.state == .ready)
        #expect(report.rowCount == 7)
        #expect(report.byteCount == 70)
        #expect(report.finishedAt == start + .seconds(60))
        #expect(report.expiresAt == start + .seconds(60) + Report.lifetime)
    }

    @Test("a failure is tried again, each time later, until it is the last")
    func retries() {
        var report = report
        for attempt in 1...Report.attemptsMax {
            _ = report.begin(at: start)
            #expect(report.attempt == attempt)
            report.fail("no \(attempt)", isLasting: false, at: start)
            #expect(report.reason == "no \(attempt)")
            let isLast = attempt == Report.attemptsMax
            #expect(report.state == (isLast ? .failed : .queued))
            #expect(report.heldUntil == start + (isLast ? .zero : .seconds(30 * attempt)))
        }
        #expect(report.finishedAt == start)
    }

    @Test("a failure that nothing will change is the last at once")
    func failsForGood() {
        var report = report
        _ = report.begin(at: start)
        report.fail("there is no such job", isLasting: true, at: start)
        #expect(report.state == .failed)
        #expect(report.attempt == 1)
    }

    @Test("a report whose writers died is begun again, but not for ever")
    func givesUp() {
        var report = report
        for attempt in 1...Report.attemptsMax {
            let begins = report.begin(at: start + .seconds(300 * attempt))
            #expect(begins)
        }
        let begins = report.begin(at: start + .seconds(3_000))
        #expect(!begins)
        #expect(report.state == .failed)
        #expect(report.attempt == Report.attemptsMax)
        #expect(report.reason == "it was interrupted 3 times")
    }

    @Test("a report that is given back waits for nothing, and the attempt does not count")
    func releases() {
        var report = report
        _ = report.begin(at: start)
        report.release(at: start + .seconds(9))
        #expect(report.state == .queued)
        #expect(report.attempt == 0)
        #expect(report.heldUntil == start + .seconds(9))
    }

    @Test(
        "who may read a report is who may see what it tells",
        arguments: [
            (Report.Subject.devices, [Permission.readDevices, .readPatches]),
            (.patches, [.readDevices, .readPatches]),
            (.deployments, [.readDevices, .readPatches, .readDeployments]),
        ]
    )
    func asksFor(subject: Report.Subject, permissions: [Permission]) {
        #expect(subject.permissions == Set(permissions))
    }
}
