// SPDX-License-Identifier: Apache-2.0

/// The tables of banned code: the first for every source, the second for the pure targets too.
///
/// An exception names a file, or a folder with a slash at the end, and says why. One that is not used
/// any more fails, so this file stays true.
enum BannedCalls {
    private static let server = "Sources/Server/Configuration/SystemClock.swift"
    private static let agent = "Sources/Agent/HostClock.swift"
    private static let support = "Sources/TestSupport/"
    private static let theClock = "the one clock of the program"
    private static let theSource = "the one source of chance of the program"

    /// Banned in every file of `Sources`.
    static let everywhere = [
        BannedCall("try!", "it ends the server; throw instead"),
        BannedCall("as!", "it ends the server; use as? and say what is wrong"),
        BannedCall("fatalError(", "it ends the server; throw, or state a precondition"),
        BannedCall(
            "print(",
            "only executables talk to a person",
            allowed: [
                "Sources/thimble/": "the command line's output",
                "Sources/thimble-agent/": "the command line's output",
            ]
        ),
        BannedCall("debugPrint(", "only executables talk to a person"),
        BannedCall("Date()", "time is passed in", allowed: [server: theClock]),
        BannedCall("Date.now", "time is passed in"),
        BannedCall("clock_gettime", "time is passed in", allowed: [agent: theClock]),
        BannedCall(
            "Task.sleep",
            "sleeping goes through an injected clock",
            allowed: [
                server: theClock, agent: theClock,
                support + "Eventually.swift": "tests wait for real processes",
                support + "Process/ChildProcess.swift": "a process has a limit of real time",
            ]
        ),
        BannedCall(
            "SystemRandomNumberGenerator",
            "chance is passed in",
            allowed: [server: theSource]
        ),
        BannedCall(
            ".random(",
            "chance is passed in",
            allowed: [server: theSource, agent: theSource]
        ),
        BannedCall(
            "UUID()",
            "new identities are passed in",
            allowed: [
                support + "TemporaryDirectory.swift": "folders of tests that run side by side"
            ]
        ),
        BannedCall("randomElement()", "chance is passed in"),
        BannedCall("shuffled()", "chance is passed in"),
    ]

    /// Targets of values and functions: the same arguments give the same answer.
    static let pureTargets: Set<String> = [
        "Versioning", "PackageFormats", "Query", "AgentProtocol", "Domain", "Fleet", "Simulation",
    ]

    private static let time = "a pure target takes the time as an argument"
    private static let files = "a pure target takes bytes as an argument"
    private static let random = "a pure target takes a generator or an id as an argument"
    private static let world = "a pure target takes settings as an argument"
    private static let output = "a pure target returns values"

    /// Banned in the pure targets.
    static let inPureTargets = [
        BannedCall(".now", time),
        BannedCall("ContinuousClock", time),
        BannedCall("SuspendingClock", time),
        BannedCall("Date(timeIntervalSinceNow", time),
        BannedCall("timeIntervalSinceNow", time),
        BannedCall("clock_gettime", time),
        BannedCall("gettimeofday", time),
        BannedCall("DispatchTime", time),
        BannedCall("FileManager", files),
        BannedCall("FileHandle", files),
        BannedCall("Data(contentsOf", files),
        BannedCall("String(contentsOf", files),
        BannedCall("String(contentsOfFile", files),
        BannedCall("open(", files),
        BannedCall("fopen(", files),
        BannedCall("URLSession", files),
        BannedCall("socket(", files),
        BannedCall("UUID()", random),
        BannedCall("SystemRandomNumberGenerator", random),
        BannedCall(".random(", random),
        BannedCall("randomElement()", random),
        BannedCall("shuffled()", random),
        BannedCall("shuffle()", random),
        BannedCall("arc4random", random),
        BannedCall("ProcessInfo", world),
        BannedCall("getenv", world),
        BannedCall("TimeZone.current", world),
        BannedCall("Calendar.current", world),
        BannedCall("Locale.current", world),
        BannedCall("Process()", world),
        BannedCall("Task.sleep", time),
        BannedCall("print(", output),
        BannedCall("Thread", "a pure target starts nothing"),
        BannedCall("DispatchQueue", "a pure target starts nothing"),
    ]
}
