module bilan

go 1.26
