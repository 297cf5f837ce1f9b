// swift-tools-version: 6.2
import PackageDescription

/// Strictness shared by every Swift target. A warning is an error: a build log nobody reads hides real ones.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "airworthy",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "airworthy", targets: ["AirworthyCommand"]),
        .library(name: "Airworthy", targets: ["Airworthy"]),
        .library(name: "Trust", targets: ["Trust"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CCurl"),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        .target(name: "Trust", dependencies: ["COpenSSL"], swiftSettings: strict),
        .target(name: "Airworthy", dependencies: ["Trust", "CYAML"], swiftSettings: strict),
        .target(
            name: "AirworthyLive", dependencies: ["Airworthy", "Trust", "CCurl", "CLinux", "CSQLite"],
            swiftSettings: strict),
        .executableTarget(
            name: "AirworthyCommand", dependencies: ["Airworthy", "AirworthyLive", "Trust", argumentParser],
            swiftSettings: strict),
        // No products: what Benchmarks/run measures in one process, and small enough to be built with everything.
        .executableTarget(
            name: "Throughput", dependencies: ["Trust", "COpenSSL"], path: "Benchmarks/Throughput",
            swiftSettings: strict),
        .executableTarget(
            name: "Synchronisation", dependencies: ["Airworthy", "AirworthyLive", "Trust"],
            path: "Benchmarks/Synchronisation", swiftSettings: strict),
        .target(
            name: "AirworthyTesting", dependencies: ["Airworthy", "AirworthyLive", "Trust"], swiftSettings: strict),

        .testTarget(name: "TrustTests", dependencies: ["Trust", "AirworthyTesting"], swiftSettings: strict),
        .testTarget(
            name: "AirworthyTests", dependencies: ["Airworthy", "Trust", "AirworthyTesting"], swiftSettings: strict),
        .testTarget(
            name: "AirworthyLiveTests",
            dependencies: ["AirworthyLive", "Airworthy", "Trust", "AirworthyTesting", "CSQLite"],
            swiftSettings: strict),
        .testTarget(
            name: "ArchitectureTests", dependencies: ["Airworthy", "Trust", "AirworthyTesting"], swiftSettings: strict),
        .testTarget(
            name: "ConformanceTests", dependencies: ["Airworthy", "Trust", "AirworthyTesting"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["Airworthy", "AirworthyLive", "Trust", "AirworthyTesting"],
            exclude: ["Goldens"], swiftSettings: strict),
    ]
)
