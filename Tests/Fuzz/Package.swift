// swift-tools-version: 6.2
import PackageDescription

// Its own package, so that nothing here is part of an ordinary build. `Tools/fuzz` builds and runs it.
let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "airworthy", path: "../..")],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                .product(name: "Trust", package: "airworthy"), .product(name: "Airworthy", package: "airworthy"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
