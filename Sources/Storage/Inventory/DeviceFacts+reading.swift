// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import PackageFormats

extension DeviceFacts: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var ipAddresses: [String]?
        var macAddresses: [String]?
        var loggedOnUsers: [String]?
        var reboot: RebootNeed?
        // What is not required is put into facts that are made first.
        var rest = DeviceFacts()
        try cursor.object { key, cursor in
            switch key {
            case "ipAddresses": ipAddresses = try cursor.strings()
            case "macAddresses": macAddresses = try cursor.strings()
            case "loggedOnUsers": loggedOnUsers = try cursor.strings()
            case "reboot": reboot = try RebootNeed(reading: &cursor)
            default: try rest.read(key, &cursor)
            }
        }
        self = rest
        self.ipAddresses = try cursor.required(ipAddresses, "ipAddresses")
        self.macAddresses = try cursor.required(macAddresses, "macAddresses")
        self.loggedOnUsers = try cursor.required(loggedOnUsers, "loggedOnUsers")
        self.reboot = try cursor.required(reboot, "reboot")
    }

    private mutating func read(_ key: String, _ cursor: inout JSONCursor) throws {
        switch key {
        case "hostName": hostName = try cursor.stringIfPresent()
        case "fullyQualifiedName": fullyQualifiedName = try cursor.stringIfPresent()
        case "domain": domain = try cursor.stringIfPresent()
        case "operatingSystem": operatingSystem = try cursor.stringIfPresent()
        case "operatingSystemVersion": operatingSystemVersion = try cursor.stringIfPresent()
        case "machine": machine = try cursor.stringIfPresent()
        case "runningKernel": runningKernel = try cursor.stringIfPresent()
        case "bootedAt": bootedAt = try cursor.integerIfPresent()
        case "utcOffsetMinutes":
            utcOffsetMinutes = try cursor.integerIfPresent().map(Int.init)
        case "timeZone": timeZone = try cursor.stringIfPresent()
        case "bootID": bootID = try cursor.stringIfPresent()
        case "interfaces": interfaces = try cursor.listIfPresent()
        case "hardware": hardware = try cursor.isNull ? nil : Hardware(reading: &cursor)
        case "lastLoggedOnUser": lastLoggedOnUser = try cursor.stringIfPresent()
        case "agentVersion": agentVersion = try cursor.stringIfPresent()
        default: break
        }
    }
}

extension NetworkInterface: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var name: String?
        var addresses: [String]?
        var rest = NetworkInterface(name: "")
        try cursor.object { key, cursor in
            switch key {
            case "name": name = try cursor.string()
            case "macAddress": rest.macAddress = try cursor.stringIfPresent()
            case "addresses": addresses = try cursor.strings()
            case "gateway": rest.gateway = try cursor.stringIfPresent()
            default: break
            }
        }
        self = rest
        self.name = try cursor.required(name, "name")
        self.addresses = try cursor.required(addresses, "addresses")
    }
}

extension Hardware: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var manufacturer: String?
        var model: String?
        try cursor.object { key, cursor in
            switch key {
            case "manufacturer": manufacturer = try cursor.stringIfPresent()
            case "model": model = try cursor.stringIfPresent()
            default: break
            }
        }
        self.init(manufacturer: manufacturer, model: model)
    }
}

/// The form that the compiler gives to an enumeration with values: the case's name as the only key.
extension RebootNeed: JSONReadable {
    init(reading cursor: inout JSONCursor) throws {
        var needs: [Self] = []
        try cursor.object { key, cursor in
            switch key {
            case "notNeeded": needs.append(.notNeeded)
            case "unknown": needs.append(.unknown)
            case "needed":
                var reasons: [String]?
                try cursor.object { key, cursor in
                    if key == "reasons" { reasons = try cursor.strings() }
                }
                needs.append(.needed(reasons: try cursor.required(reasons, "reasons")))
            default: break
            }
        }
        guard needs.count == 1 else { throw cursor.fault("expected one case") }
        self = needs[0]
    }
}
