// SPDX-License-Identifier: Apache-2.0
import Configuration
import Domain
import Foundation
import SystemPackage
import Web

/// The flags, the environment and the file, in the order in which they count.
///
/// A value of the wrong type is refused wherever it stands: a reader that falls back to the default
/// would hide it.
struct SettingSources {
    private let providers: [any ConfigProvider]

    /// Opens the sources; the file must exist where it is named.
    init(flags: [String: String], file: String?) async throws {
        var providers: [any ConfigProvider] = [
            InMemoryProvider(
                name: "flags",
                values: Dictionary(
                    uniqueKeysWithValues: flags.map { name, value in
                        (Self.key(name), ConfigValue(.string(value), isSecret: false))
                    }
                )
            ),
            EnvironmentVariablesProvider().prefixKeys(with: "thimble"),
        ]
        if let file {
            do {
                providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
            } catch {
                let reason = (error as NSError).userInfo["NSDebugDescription"] as? String
                throw DomainError(
                    .requestInvalid,
                    subject: "config file \(file)",
                    hint: reason ?? "\(error)",
                    underlying: error
                )
            }
        }
        self.providers = providers
    }

    /// The first text of a setting; empty variables count as not set.
    func text(_ name: String) throws -> String? {
        for provider in providers {
            guard let value = try value(name, .string, in: provider) else { continue }
            if case .string(let text) = value.content, !text.isEmpty { return text }
        }
        return nil
    }

    /// The first whole number of a setting, written as a number or as text.
    func number(_ name: String) throws -> Int? {
        for provider in providers {
            if case .int(let number) = try? value(name, .int, in: provider)?.content {
                return number
            }
            guard case .string(let text) = try value(name, .string, in: provider)?.content,
                !text.isEmpty
            else { continue }
            guard let number = Int(text) else { throw Self.refusal(name, "not a whole number") }
            return number
        }
        return nil
    }

    /// The first truth value of a setting, written as such or as text.
    func flag(_ name: String) throws -> Bool? {
        for provider in providers {
            if case .bool(let flag) = try? value(name, .bool, in: provider)?.content {
                // The file's reader takes every number but 0 for true.
                let number = try? value(name, .int, in: provider)?.content
                if case .int(let number) = number, !(0...1).contains(number) {
                    throw Self.refusal(name, "neither true nor false")
                }
                return flag
            }
            guard case .string(let text) = try value(name, .string, in: provider)?.content,
                !text.isEmpty
            else { continue }
            guard let flag = BooleanWord.value(of: text) else {
                throw Self.refusal(name, "neither true nor false")
            }
            return flag
        }
        return nil
    }

    private func value(
        _ name: String,
        _ type: ConfigType,
        in provider: any ConfigProvider
    ) throws -> ConfigValue? {
        do {
            return try provider.value(forKey: Self.key(name), type: type).value
        } catch {
            throw Self.refusal(name, "not of the right type")
        }
    }

    private static func refusal(_ name: String, _ what: String) -> DomainError {
        let option = name.split(separator: ".").joined(separator: "-")
        return DomainError(.requestInvalid, subject: "\(option): \(what)")
    }

    private static func key(_ name: String) -> AbsoluteConfigKey {
        AbsoluteConfigKey(name.split(separator: ".").map(String.init))
    }
}
